/** OWASP, CSV Injection: what spreadsheets take for the start of a formula, in full width as well. */
const STARTS = '=+-@\t\r＝＋－＠';
/** `-12.5`, `+3 %`, `-1,000.00 €`: a signed number is no formula, and most files with numbers have one. */
const SIGNED_NUMBER = /^[+-]\s?[\p{Sc}]?\s?[\d., ]*\d(?:e[+-]?\d+)?\s?[%\p{Sc}]?\s*$/iu;
/** A dash alone stands for nothing. */
const DASH = /^-*\s*$/;
/** Kept of a cell that may be a number. */
const MAX_KEPT_CHARACTERS = 64;
/** What a formula needs that does more than to add up: a function or a program. A list in a note has none. */
const ACTS = /^[=@＝＠]|\||[\w.]\(/;
const LINE_ENDS = '\n\r';

type Place = 'start' | 'plain' | 'quoted' | 'quote-in-quoted';

/**
 * RFC 4180 as one spreadsheet reads it.
 * @param separators each ends a cell
 * @param mayQuoteBehindBlanks whether a quote there opens one
 * @param isUnlikely few read it like that, so that only what acts counts
 */
export class CsvReading {
  formulas = 0;
  private place: Place = 'start';
  private isQuoted = false;
  private isEmpty = true;
  /** Of a cell that starts like a formula; undefined in any other. */
  private suspect?: string;
  private readonly ends: string;
  private readonly nextEnd: RegExp;

  constructor(
    separators: string,
    private readonly mayQuoteBehindBlanks: boolean,
    private readonly isUnlikely = false,
  ) {
    this.ends = separators + LINE_ENDS;
    this.nextEnd = new RegExp(`[${this.ends.replaceAll(/[\\\]^-]/g, '\\$&')}]`, 'g');
  }

  get isOpen(): boolean {
    return this.place === 'quoted';
  }

  write(text: string): void {
    for (let at = 0; at < text.length; at++) {
      if (this.isSettled) at = this.endIn(text, at);
      if (at < text.length) this.read(text.charAt(at));
    }
  }

  finish(): this {
    if (!this.isOpen) this.endCell();
    else this.count();
    return this;
  }

  /** How the cell begins says that it is no formula; only its end matters. */
  private get isSettled(): boolean {
    return !this.isEmpty && this.suspect === undefined && (this.place === 'plain' || this.place === 'quoted');
  }

  private endIn(text: string, from: number): number {
    if (this.place === 'quoted') {
      const quote = text.indexOf('"', from);
      return quote < 0 ? text.length : quote;
    }
    this.nextEnd.lastIndex = from;
    return this.nextEnd.exec(text)?.index ?? text.length;
  }

  private read(character: string): void {
    if (this.place === 'quoted') {
      if (character === '"') this.place = 'quote-in-quoted';
      else this.take(character);
    } else if (this.place === 'quote-in-quoted' && character === '"') {
      this.take(character);
      this.place = 'quoted';
    } else if (this.ends.includes(character)) this.endCell();
    else if (this.place === 'start' && character === '"' && !this.isQuoted) {
      this.place = 'quoted';
      this.isQuoted = true;
    } else {
      this.place = 'plain';
      this.take(character);
    }
  }

  /** Blanks before it do not make a formula text everywhere. */
  private take(character: string): void {
    if (this.isEmpty) {
      if (character === ' ' || character === '\u00a0') {
        if (this.place === 'plain' && this.mayQuoteBehindBlanks) this.place = 'start';
        return;
      }
      this.isEmpty = false;
      if (STARTS.includes(character)) this.suspect = '';
    }
    if (this.suspect !== undefined && this.suspect.length < MAX_KEPT_CHARACTERS) this.suspect += character;
  }

  private endCell(): void {
    this.count();
    this.place = 'start';
    this.isQuoted = false;
    this.isEmpty = true;
  }

  private count(): void {
    const { suspect } = this;
    if (suspect !== undefined && this.isFormula(suspect)) this.formulas += 1;
    this.suspect = undefined;
  }

  private isFormula(text: string): boolean {
    return !SIGNED_NUMBER.test(text) && !DASH.test(text) && (!this.isUnlikely || ACTS.test(text));
  }
}
