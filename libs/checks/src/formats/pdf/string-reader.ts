import { CARRIAGE_RETURN, LINE_FEED } from './characters.js';
import { KeptText } from './kept-text.js';

const OPEN = 0x28;
const CLOSE = 0x29;
const BACKSLASH = 0x5c;
const ESCAPES = new Map(
  [...'nrtbf'].map((letter, at) => [letter.charCodeAt(0), '\n\r\t\b\f'.charCodeAt(at)]),
);
const isOctal = (byte: number): boolean => byte >= 0x30 && byte <= 0x37;

/** ISO 32000-2, 7.3.4.2: a literal string, from behind its opening parenthesis to the closing one. */
export class StringReader {
  private readonly kept = new KeptText();
  private depth = 1;
  private isEscaped = false;
  private octal = '';

  get text(): string {
    return this.kept.text;
  }

  get isPlain(): boolean {
    return this.kept.isPlain;
  }

  get isCut(): boolean {
    return this.kept.isCut;
  }

  start(isKept: boolean): void {
    this.kept.start(isKept);
    this.depth = 1;
    this.isEscaped = false;
    this.octal = '';
  }

  /** True at the closing parenthesis. */
  push(byte: number): boolean {
    if (this.octal !== '') {
      if (this.octal.length < 3 && isOctal(byte)) {
        this.octal += String.fromCharCode(byte);
        return false;
      }
      this.kept.append(parseInt(this.octal, 8) & 0xff);
      this.octal = '';
    }
    if (this.isEscaped) {
      this.isEscaped = false;
      if (isOctal(byte)) this.octal = String.fromCharCode(byte);
      else if (byte !== LINE_FEED && byte !== CARRIAGE_RETURN) this.kept.append(ESCAPES.get(byte) ?? byte);
      return false;
    }
    if (byte === BACKSLASH) {
      this.isEscaped = true;
      return false;
    }
    if (byte === OPEN) this.depth += 1;
    else if (byte === CLOSE) {
      this.depth -= 1;
      if (this.depth === 0) return true;
    }
    this.kept.append(byte);
    return false;
  }
}
