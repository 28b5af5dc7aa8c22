import {
  CHARACTER_CLASS,
  DOUBTFUL,
  hexValue,
  isDigit,
  isLineEnd,
  NUMERIC,
  REGULAR,
  WHITE_SPACE,
} from './characters.js';
import { MAX_WORD_BYTES } from './limits.js';
import { NameReader } from './name-reader.js';
import { KeptText } from './kept-text.js';
import { StringReader } from './string-reader.js';

/** What is told of the tokens. */
export interface TokenSink {
  /** NaN for what is not a plain integer. `isOfName`: to some readers it belongs to the name before it. */
  number(value: number, isOfName: boolean): void;
  /** A known name; empty for any other. `isCertain`: it ends there to all readers. */
  name(name: string, isCertain: boolean): void;
  /** Empty unless `wantsString`; `isCut` if it goes on behind what is kept; `isPlain` if every reader takes it for the same characters. */
  string(text: string, isCut: boolean, isPlain: boolean): void;
  /** `isCertain`: it begins and ends there to all readers. */
  keyword(word: string, isCertain: boolean, isOfName: boolean): void;
  /** A byte that is white space to some readers: to others it is part of a name, or of a word that begins with it. */
  doubt(isOfName: boolean): void;
  openDictionary(): void;
  closeDictionary(): void;
  openArray(): void;
  closeArray(): void;
  /** A bracket that closes nothing, and that some readers pass over: `)` or `>`. */
  stray(): void;
  /** Asked where a string begins. */
  readonly wantsString: boolean;
}

const BETWEEN = 0;
const NUMBER = 1;
const KEYWORD = 2;
const NAME = 3;
const STRING = 4;
const HEX_STRING = 5;
const LESS_THAN = 6;
const GREATER_THAN = 7;
const COMMENT = 8;

/**
 * ISO 32000-2, 7.2 and 7.3, in one pass that may be cut anywhere: nothing depends on how the bytes arrive. Keeps one token.
 * What is white space to one reader is so here. That finds all that any of them finds: a known name or word has no such
 * byte in it, and what begins with a delimiter begins there for all.
 */
export class Tokenizer {
  private state = BETWEEN;
  private word = '';
  private value = 0;
  private high = NO_DIGIT;
  private isStopped = false;
  /** Since the last white space or delimiter there was a byte that is white space to some; within a name. */
  private isDoubted = false;
  private isOfName = false;
  private readonly nameReader = new NameReader();
  private readonly hexText = new KeptText();
  private readonly stringReader = new StringReader();

  constructor(private readonly sink: TokenSink) {}

  /** No token is cut in two if the bytes end here; a number, name or keyword ends with them. */
  get isAtTokenEnd(): boolean {
    return this.state <= NAME;
  }

  /** For the sink: what follows the token it is being told of is not made of tokens. */
  stop(): void {
    this.isStopped = true;
  }

  /** Returns where it stopped: at `to`, or right behind the token at which it was told to. */
  push(bytes: Buffer, from: number, to: number): number {
    let at = from;
    while (at < to && !this.isStopped) {
      const byte = bytes[at] ?? 0;
      const kind = CHARACTER_CLASS[byte] ?? REGULAR;
      // The byte that ends a number, name or keyword is looked at again: it may begin the next token.
      if (this.endsAt(kind)) {
        this.end(kind === DOUBTFUL);
        continue;
      }
      at += 1;
      this.take(byte, kind);
    }
    return at;
  }

  /** The bytes have ended, or the token has. */
  end(isDoubted = false): void {
    const { state } = this;
    this.state = BETWEEN;
    if (state === NUMBER) this.sink.number(this.value, this.isOfName);
    else if (state === KEYWORD) this.sink.keyword(this.word, !isDoubted && !this.isDoubted, this.isOfName);
    else if (state === NAME) {
      this.isOfName = isDoubted;
      this.sink.name(this.nameReader.end(), !isDoubted);
    }
  }

  private endsAt(kind: number): boolean {
    switch (this.state) {
      case NUMBER:
        return kind !== NUMERIC;
      case KEYWORD:
      case NAME:
        return kind < NUMERIC;
      default:
        return false;
    }
  }

  private take(byte: number, kind: number): void {
    switch (this.state) {
      case BETWEEN:
        if (kind <= DOUBTFUL) this.separate(kind);
        if (kind !== WHITE_SPACE && kind !== DOUBTFUL) this.start(byte, kind);
        return;
      case NUMBER:
        this.value = isDigit(byte) ? this.value * 10 + (byte - 0x30) : NaN;
        return;
      case KEYWORD:
        if (this.word.length < MAX_WORD_BYTES) this.word += String.fromCharCode(byte);
        return;
      case NAME:
        return this.nameReader.push(byte);
      case STRING:
        if (!this.stringReader.push(byte)) return;
        this.state = BETWEEN;
        return this.sink.string(this.stringReader.text, this.stringReader.isCut, this.stringReader.isPlain);
      case LESS_THAN:
        this.state = byte === LESS ? BETWEEN : HEX_STRING;
        return byte === LESS ? this.sink.openDictionary() : this.inHexString(byte);
      case HEX_STRING:
        return this.inHexString(byte);
      case GREATER_THAN:
        this.state = BETWEEN;
        if (byte === GREATER) return this.sink.closeDictionary();
        this.sink.stray();
        return this.take(byte, kind);
      case COMMENT:
        if (isLineEnd(byte)) this.state = BETWEEN;
    }
  }

  private separate(kind: number): void {
    this.isDoubted = kind === DOUBTFUL;
    if (this.isDoubted) this.sink.doubt(this.isOfName);
    else this.isOfName = false;
  }

  private start(byte: number, kind: number): void {
    if (kind === NUMERIC) {
      this.state = NUMBER;
      this.value = isDigit(byte) ? byte - 0x30 : NaN;
    } else if (kind === REGULAR) {
      this.state = KEYWORD;
      this.word = String.fromCharCode(byte);
    } else this.startDelimiter(byte);
  }

  private startDelimiter(byte: number): void {
    switch (byte) {
      case 0x2f: // '/'
        this.state = NAME;
        return this.nameReader.start();
      case LESS:
        this.state = LESS_THAN;
        this.high = NO_DIGIT;
        this.hexText.start(this.sink.wantsString);
        return;
      case GREATER:
        this.state = GREATER_THAN;
        return;
      case 0x5b: // '['
        return this.sink.openArray();
      case 0x5d: // ']'
        return this.sink.closeArray();
      case 0x28: // '('
        this.state = STRING;
        return this.stringReader.start(this.sink.wantsString);
      case 0x25: // '%'
        this.state = COMMENT;
        return;
      case 0x29: // ')'
        return this.sink.stray();
      default:
        return this.sink.keyword('{}', true, false);
    }
  }

  private inHexString(byte: number): void {
    if (byte !== GREATER) {
      const digit = hexValue(byte);
      if (digit < 0) return;
      if (this.high === NO_DIGIT) this.high = digit;
      else {
        this.hexText.append(this.high * 16 + digit);
        this.high = NO_DIGIT;
      }
      return;
    }
    this.state = BETWEEN;
    if (this.high !== NO_DIGIT) this.hexText.append(this.high * 16);
    this.sink.string(this.hexText.text, this.hexText.isCut, this.hexText.isPlain);
  }
}

const NO_DIGIT = -1;

const LESS = 0x3c;
const GREATER = 0x3e;
