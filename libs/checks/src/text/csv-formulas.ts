import type { CheckResult } from '../check.js';
import type { TextReader } from './text-content.js';

/** OWASP, CSV Injection: what spreadsheets take for the start of a formula, in full width as well. */
const STARTS = '=+-@\t\r＝＋－＠';
/** `-12.5`, `+3 %`, `-1,000.00 €`: a signed number is no formula, and most files with numbers have one. */
const SIGNED_NUMBER = /^[+-]\s?[\p{Sc}]?\s?[\d., ]*\d(?:e[+-]?\d+)?\s?[%\p{Sc}]?\s*$/iu;
/** A dash alone stands for nothing. */
const DASH = /^-*\s*$/;
/** Kept of a cell that may be a number. */
const MAX_KEPT_CHARACTERS = 64;

type Place = 'start' | 'plain' | 'quoted' | 'quote-in-quoted';

/**
 * RFC 4180 as spreadsheets read it: cells end at a comma, semicolon or tab (which one depends on the reader's country)
 * and at the end of the line, unless in quotes. A cell that starts a formula is a warning, not a refusal: one with
 * their number.
 */
export class CsvFormulas implements TextReader {
  private place: Place = 'start';
  private isQuoted = false;
  /** Of a cell that starts like a formula; undefined in any other. */
  private suspect?: string;
  private formulas = 0;

  write(text: string): undefined {
    for (const character of text) this.read(character);
  }

  finish(): CheckResult {
    const isOpen = this.place === 'quoted';
    this.endCell();
    const warnings = [
      ...(this.formulas === 0
        ? []
        : [
            {
              code: 'csv-formula',
              detail: `cells that a spreadsheet would take for a formula: ${this.formulas}`,
            },
          ]),
      ...(isOpen ? [{ code: 'csv-open-quote', detail: 'the last quoted cell does not end' }] : []),
    ];
    return { warnings };
  }

  private read(character: string): void {
    if (this.place === 'quoted') {
      if (character === '"') this.place = 'quote-in-quoted';
      else this.take(character);
    } else if (this.place === 'quote-in-quoted' && character === '"') {
      this.take(character);
      this.place = 'quoted';
    } else if (',;\t\n\r'.includes(character)) this.endCell();
    else if (this.place === 'start' && character === '"' && !this.isQuoted) {
      this.place = 'quoted';
      this.isQuoted = true;
      this.isEmpty = true;
    } else {
      if (this.place === 'start') this.isEmpty = true;
      this.place = 'plain';
      this.take(character);
    }
  }

  private isEmpty = true;

  /** Blanks before it do not make a formula text everywhere. */
  private take(character: string): void {
    if (this.isEmpty) {
      if (character === ' ' || character === '\u00a0') {
        if (this.place === 'plain') this.place = 'start';
        return;
      }
      this.isEmpty = false;
      if (STARTS.includes(character)) this.suspect = '';
    }
    if (this.suspect !== undefined && this.suspect.length < MAX_KEPT_CHARACTERS) this.suspect += character;
  }

  private endCell(): void {
    const { suspect } = this;
    if (suspect !== undefined && !SIGNED_NUMBER.test(suspect) && !DASH.test(suspect)) this.formulas += 1;
    this.suspect = undefined;
    this.place = 'start';
    this.isQuoted = false;
    this.isEmpty = true;
  }
}
