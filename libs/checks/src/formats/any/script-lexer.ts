/**
 * Could these units be tokens of a JavaScript program (ECMA-262, 12)? Every state a lexer may be in at once, since without
 * a parser nobody knows whether a slash divides or begins a regular expression. What holds arbitrary bytes (a comment, a
 * string, a template, an expression) must be opened by what stands before it, and closed before the end; between those,
 * a control character is an error, and binary data has one soon. Errs on the side of a script.
 */
const CODE = 1 << 0;
const SLASH = 1 << 1;
const LINE_COMMENT = 1 << 2;
const BLOCK_COMMENT = 1 << 3;
const SINGLE = 1 << 4;
const DOUBLE = 1 << 5;
const TEMPLATE = 1 << 6;
const EXPRESSION = 1 << 7;
const CLASS = 1 << 8;
/** Whatever is behind a backslash; shifted by this, the state that goes on afterwards. */
const ESCAPE_SHIFT = 16;

const ALL = (CLASS << 1) - 1;

/** A program may end in these. */
const FINAL = CODE | SLASH | LINE_COMMENT;

const [TAB, LF, VT, FF, CR, ESC, DELETE] = [0x09, 0x0a, 0x0b, 0x0c, 0x0d, 0x1b, 0x7f];
/** Shift_JIS, GBK and Big5: from here on, ASCII is also the second byte of a character. */
const FIRST_TRAIL = 0x40;
const of = (character: string): number => character.charCodeAt(0);
const [SLASH_SIGN, STAR, BACKSLASH, DASH, GREATER] = ['/', '*', '\\', '-', '>'].map(of) as [
  number,
  number,
  number,
  number,
  number,
];
const [OPEN_BRACE, CLOSE_BRACE, OPEN_BRACKET, CLOSE_BRACKET] = ['{', '}', '[', ']'].map(of) as [
  number,
  number,
  number,
  number,
];
const OPENERS = new Map([
  [of("'"), SINGLE],
  [of('"'), DOUBLE],
  [of('`'), TEMPLATE],
  [SLASH_SIGN, SLASH],
]);
const QUOTES = new Map([
  [SINGLE, of("'")],
  [DOUBLE, of('"')],
  [TEMPLATE, of('`')],
]);
export class ScriptLexer {
  private states = CODE;
  private last = '';
  private hadTemplate = false;
  /** ISO-2022 is switched to characters of two bytes. */
  private isShifted = false;

  /** @param isLegal outside comments and literals: anything of the encoding that is no letter, blank or sign is an error */
  constructor(private readonly isLegal: (unit: number) => boolean) {}

  /** Once it is no program, no more of it makes it one. */
  get isAlive(): boolean {
    return this.states !== 0;
  }

  /** If it ends here. */
  get isProgram(): boolean {
    return (this.states & FINAL) !== 0;
  }

  read(unit: number): void {
    let next = (this.states >>> ESCAPE_SHIFT) | this.unchanged(unit);
    for (let state = CODE; state <= CLASS; state <<= 1)
      if ((this.states & state) !== 0) next |= this.after(state, unit);
    this.states = next;
    this.last = `${this.last}${String.fromCharCode(unit)}`.slice(-3);
    if (this.last.endsWith('\x1b$')) this.isShifted = true;
    else if (this.last.endsWith('\x1b(')) this.isShifted = false;
  }

  /** The states in which it may be the second half of a character that has nothing to say. */
  private unchanged(unit: number): number {
    if (this.isShifted) return this.states & (this.isLegal(unit) ? ALL : ALL & ~CODE);
    const isTrail = this.last.slice(-1) >= '\x80' && unit >= FIRST_TRAIL && unit < DELETE;
    return isTrail ? this.states & ALL : 0;
  }

  private after(state: number, unit: number): number {
    switch (state) {
      case CODE:
        return this.afterCode(unit);
      case SLASH:
        if (unit === SLASH_SIGN) return LINE_COMMENT;
        if (unit === STAR) return BLOCK_COMMENT;
        return this.afterCode(unit) | this.after(EXPRESSION, unit);
      case LINE_COMMENT:
        if (isLineEnd(unit)) return CODE;
        // So do U+2028 and U+2029, of which each encoding makes other bytes.
        return unit < 0x80 ? LINE_COMMENT : LINE_COMMENT | CODE;
      case BLOCK_COMMENT:
        return unit === SLASH_SIGN && this.last.endsWith('*') ? CODE | BLOCK_COMMENT : BLOCK_COMMENT;
      case TEMPLATE:
        if (unit === OPEN_BRACE && this.last.endsWith('$')) return CODE | TEMPLATE;
        return this.within(state, unit);
      case CLASS:
        return unit === CLOSE_BRACKET ? EXPRESSION : this.within(state, unit);
      case EXPRESSION:
        if (unit === SLASH_SIGN) return CODE;
        return unit === OPEN_BRACKET ? CLASS : this.within(state, unit);
      default:
        return this.within(state, unit);
    }
  }

  private afterCode(unit: number): number {
    if (!this.isLegal(unit)) return 0;
    const opened = OPENERS.get(unit) ?? 0;
    if (opened === TEMPLATE) this.hadTemplate = true;
    const resumed = unit === CLOSE_BRACE && this.hadTemplate ? TEMPLATE : 0;
    // ECMA-262, B.1.1.
    const isHtmlComment =
      (unit === DASH && this.last === '<!-') || (unit === GREATER && this.last.endsWith('--'));
    return (opened || CODE) | resumed | (isHtmlComment ? LINE_COMMENT : 0);
  }

  /** A literal, to its quote; only a template goes over lines. */
  private within(state: number, unit: number): number {
    if (unit === BACKSLASH) return state << ESCAPE_SHIFT;
    if (unit === QUOTES.get(state)) return CODE;
    return isLineEnd(unit) && state !== TEMPLATE ? 0 : state;
  }
}

const isLineEnd = (unit: number): boolean => unit === LF || unit === CR;

/** Every encoding that has ASCII in its lower half; what the upper half is, the page may choose. ESC switches ISO-2022. */
export const isLegalByte = (byte: number): boolean =>
  byte >= 0x20 ? byte !== DELETE : [TAB, LF, VT, FF, CR, ESC].includes(byte);

const WIDE = /[\p{ID_Continue}\p{Zs}\u2028\u2029\ufeff\u200c\u200d]/u;
/** UTF-16, whose half a surrogate pair may be a letter. */
export const isLegalWideUnit = (unit: number): boolean =>
  unit < 0x80
    ? isLegalByte(unit) && unit !== ESC
    : (unit >= 0xd800 && unit < 0xe000) || WIDE.test(String.fromCharCode(unit));
