/**
 * WHATWG MIME Sniffing 3: bytes that make a resource binary, and ESC, which such a list leaves out and a terminal acts
 * upon. Tab, line feed, form feed and carriage return are text.
 */
// eslint-disable-next-line no-control-regex -- they are what it looks for
const BINARY = /[\0-\x08\x0b\x0e-\x1f]/;

export const hasBinary = (text: string): boolean => BINARY.test(text);

const ESC = '\x1b';
/**
 * ECMA-48: a colour (SGR), the rest of the line erased (EL), a column of it (CHA), and a cursor that is hidden, as compilers
 * and build servers log them. All else that a terminal acts upon may hide lines, name windows or type answers.
 */
// eslint-disable-next-line no-control-regex -- it is what they begin with
const COLOURS = /\x1b\[(?:[\d;:]{0,32}[mKG]|\?25[hl])/g;
// eslint-disable-next-line no-control-regex -- as above
const CUT = /\x1b(?:\[[\d;:?]{0,34})?$/;

/** The text with a blank for each colour. */
const withoutColours = (text: string): string => (text.includes(ESC) ? text.replace(COLOURS, ' ') : text);

/** Characters as they come, in pieces of any size. */
export class Characters {
  private cut = '';

  constructor(private readonly mayBeColoured = false) {}

  /** False where some are of no text. */
  areText(piece: string): boolean {
    if (!this.mayBeColoured) return !hasBinary(piece);
    const text = withoutColours(this.cut + piece);
    this.cut = text.includes(ESC) ? (CUT.exec(text)?.[0] ?? '') : '';
    return !hasBinary(text.slice(0, text.length - this.cut.length));
  }

  /** False where a colour is cut off. */
  get areWhole(): boolean {
    return this.cut === '';
  }
}
