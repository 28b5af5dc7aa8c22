import type { CheckResult } from '../../inspection/check.js';
import type { TextReader } from '../text/text-content.js';
import { CsvReading } from './csv-reading.js';

/** What ends a cell depends on the reader's country. */
const SEPARATORS = ',;\t';
/** Excel's first line, which says what ends a cell in the others. */
const SEPARATOR_LINE = /^\s*"?sep=(.)/iu;
const SEPARATOR_LINE_CHARACTERS = 16;

/**
 * What one spreadsheet takes for the inside of a quoted cell, another does for cells: to it the quote does not stand at a
 * cell's beginning. So a table is read in every way at once, with each separator alone and with all of them. A cell that
 * starts a formula is a warning, not a refusal: one with their number, in whichever way there are most.
 */
export class CsvFormulas implements TextReader {
  private readonly main = new CsvReading(SEPARATORS, true);
  private readonly readings = [
    this.main,
    new CsvReading(SEPARATORS, false, true),
    ...[...SEPARATORS].map((separator) => new CsvReading(separator, false, true)),
  ];
  /** Undefined once the first line is over. */
  private firstLine?: string = '';

  write(text: string): undefined {
    const rest = this.firstLine === undefined ? text : this.afterFirstLine(text);
    for (const reading of this.readings) reading.write(rest);
  }

  finish(): CheckResult {
    if (this.firstLine !== undefined) for (const reading of this.readings) reading.write(this.firstLine);
    const { isOpen } = this.main;
    const formulas = Math.max(...this.readings.map((reading) => reading.finish().formulas));
    const warnings = [
      ...(formulas === 0
        ? []
        : [
            {
              code: 'csv-formula',
              detail: `The CSV has cells that a spreadsheet takes for formulas: ${formulas}.`,
            },
          ]),
      ...(isOpen ? [{ code: 'csv-open-quote', detail: 'The last quoted cell does not end.' }] : []),
    ];
    return { warnings };
  }

  /** What is to be read now: nothing as long as the line may name a separator. */
  private afterFirstLine(text: string): string {
    for (let at = 0; at < text.length; at++) {
      const line: string = (this.firstLine ?? '') + text.charAt(at);
      this.firstLine = line;
      const isEnd = line.trim() !== '' && '\r\n'.includes(text.charAt(at));
      if (line.length <= SEPARATOR_LINE_CHARACTERS && !isEnd) continue;
      this.firstLine = undefined;
      this.readBy(SEPARATOR_LINE.exec(line)?.[1]);
      return line + text.slice(at + 1);
    }
    return '';
  }

  private readBy(separator: string | undefined): void {
    if (separator === undefined || '"\r\n'.includes(separator) || SEPARATORS.includes(separator)) return;
    this.readings.push(new CsvReading(SEPARATORS + separator, true), new CsvReading(separator, false, true));
  }
}
