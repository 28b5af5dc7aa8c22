import { MAX_STRING_BYTES } from './limits.js';

const ESCAPE = 0x1b;
const BLANK = 0x20;
const LONGEST_MARK = 3;
const BYTE_ORDER_MARKS: ReadonlySet<string> = new Set(['\xfe\xff', '\xff\xfe', '\xef\xbb\xbf']);

/**
 * What is kept of a string, up to MAX_STRING_BYTES of what tells where it leads: without NULs, of which half of an ASCII text in UTF-16
 * consists, and without the blanks before it, which a reader passes over.
 */
export class KeptText {
  text = '';
  /** There is more of it. */
  isCut = false;
  /** Every reader takes it for the same characters: it has no NULs, or is UTF-16 in which half of its bytes are. */
  isPlain = true;
  private isKept = false;
  private bytes = 0;
  private firstByte = 0;

  start(isKept: boolean): void {
    this.isKept = isKept;
    this.text = '';
    this.isCut = false;
    this.isPlain = true;
    this.bytes = 0;
  }

  append(byte: number): void {
    if (!this.isKept || this.isCut) return;
    this.follow(byte);
    if (byte === 0) return;
    if (byte <= BLANK && byte !== ESCAPE && this.isAtStart) return;
    if (this.text.length < MAX_STRING_BYTES) this.text += String.fromCharCode(byte);
    else this.isCut = true;
  }

  /** Nothing but a mark is there. */
  private get isAtStart(): boolean {
    return this.text.length <= LONGEST_MARK && (this.text === '' || BYTE_ORDER_MARKS.has(this.text));
  }

  /** Without its NULs a character of UTF-16 such as U+2C22 looks like two, a comma and a quote. */
  private follow(byte: number): void {
    const at = this.bytes;
    if (at === 0) this.firstByte = byte;
    const isWide = this.firstByte === 0xfe;
    const isNul = isWide && at > 0 && at % 2 === 0;
    const isOtherMark = at === 0 && (byte === 0xff || byte === 0xef);
    this.isPlain &&= (byte === 0) === isNul && !isOtherMark && !(isWide && at === 1 && byte !== 0xff);
    this.bytes += 1;
  }
}
