import type { PdfDictionary, PdfValue } from './dictionary.js';
import { dataName } from './attachment-names.js';
import { leadsElsewhere } from './file-specification.js';
import { isFormScript } from './form-script.js';
import { ArrayFrame, DictionaryFrame, type Frame } from './frame.js';
import { MAX_FILE_NAME_BYTES, MAX_NESTING } from './limits.js';
import { EXCUSES } from './names.js';
import type { TokenSink } from './tokenizer.js';

/** What is told of the values, each as soon as it is complete. */
export interface ValueSink {
  /** A dictionary inside another value. */
  nested(dictionary: PdfDictionary): void;
  /** A dictionary that is a whole value. */
  dictionary(dictionary: PdfDictionary): void;
  /** A whole value that is no dictionary. */
  value(value: PdfValue): void;
  /** A word where a value might have begun. */
  keyword(word: string, isCertain: boolean): void;
  tooDeep(): void;
}

/** What an action does by itself is all that hangs under these. */
const AUTOMATIC: ReadonlySet<string> = new Set(['OpenAction', 'AA']);
const VALUE_KEYWORDS: ReadonlySet<string> = new Set(['true', 'false', 'null']);

/** Puts tokens together. Keeps what is open, and of it only what a rule may ask about. */
export class ValueBuilder implements TokenSink {
  private readonly frames: Frame[] = [];
  private frame: Frame | undefined;
  /** Numbers not yet told from the beginning of a reference `5 0 R`: how many, the last but one, and the last. */
  private numbers = 0;
  private first = 0;
  private second = 0;
  private isFirstOfName = false;
  private isSecondOfName = false;

  /** @param areStringsHidden they are encrypted: what one says may be anything */
  constructor(
    private readonly sink: ValueSink,
    private readonly areStringsHidden = false,
  ) {}

  /** Nothing has begun that is not complete. */
  get isBetweenValues(): boolean {
    return this.frame === undefined;
  }

  /** Of everything that is open. */
  get keptValues(): number {
    return this.frames.reduce((sum, { keptValues }) => sum + keptValues, 0);
  }

  get wantsString(): boolean {
    return this.frame === undefined || this.frame.wantsText;
  }

  number(value: number, isOfName = false): void {
    if (this.numbers === 2) this.settleNumber(this.first, this.isFirstOfName);
    else this.numbers += 1;
    this.first = this.second;
    this.isFirstOfName = this.isSecondOfName;
    this.second = value;
    this.isSecondOfName = isOfName;
  }

  /** What would excuse something must be that name to all readers. */
  name(name: string, isCertain = true): void {
    this.settleNumbers();
    const known = isCertain || !EXCUSES.has(name) ? name : '';
    if (this.frame === undefined) this.sink.value({ kind: 'name', name: known });
    else this.frame.name(known);
  }

  string(text: string, isCut = false, isPlain = true): void {
    this.settleNumbers();
    if (this.areStringsHidden && this.isWanted)
      return this.settle({ kind: 'string', leadsElsewhere: true, isFormScript: false });
    this.settle(
      this.isWanted
        ? {
            kind: 'string',
            leadsElsewhere: isCut || text.length > MAX_FILE_NAME_BYTES || leadsElsewhere(text),
            isFormScript: !isCut && isPlain && isFormScript(text),
            dataName: text.length <= MAX_FILE_NAME_BYTES && isPlain ? dataName(text) : undefined,
          }
        : undefined,
    );
  }

  keyword(word: string, isCertain = true, isOfName = false): void {
    if (word === 'R' && this.numbers === 2) {
      this.numbers = 0;
      this.settle(
        this.isWanted ? { kind: 'reference', objectNumber: this.first } : undefined,
        this.isFirstOfName,
      );
      return;
    }
    this.settleNumbers();
    if (this.frame !== undefined || (isCertain && VALUE_KEYWORDS.has(word)))
      this.settle({ kind: 'keyword', word }, isOfName);
    else this.sink.keyword(word, isCertain);
  }

  doubt(isOfName: boolean): void {
    const { frame } = this;
    if (frame === undefined) return;
    frame.isDoubtful = true;
    // Names with any bytes are what some writers write; nobody writes such a byte between tokens.
    if (!isOfName) frame.isOutOfStep = true;
  }

  stray(): void {
    this.settleNumbers();
    if (this.frame !== undefined) this.frame.isOutOfStep = true;
  }

  openDictionary(): void {
    this.open(DictionaryFrame);
  }

  openArray(): void {
    this.open(ArrayFrame);
  }

  closeDictionary(): void {
    this.settleNumbers();
    const { frame } = this;
    if (!(frame instanceof DictionaryFrame)) return this.mismatch('>>');
    const dictionary = frame.close();
    this.leave(frame);
    if (this.frame === undefined) return this.sink.dictionary(dictionary);
    this.sink.nested(dictionary);
    if (frame.isSplit) this.frame.absorb(dictionary);
    this.settle(dictionary.asValue());
  }

  closeArray(): void {
    this.settleNumbers();
    const { frame } = this;
    if (!(frame instanceof ArrayFrame)) return this.mismatch(']');
    this.leave(frame);
    if (frame.pairs !== undefined) {
      this.sink.nested(frame.pairs);
      if (frame.isSplit) this.frame?.absorb(frame.pairs);
    }
    this.settle(frame.close());
  }

  /** The bytes have ended: what is still open counts as far as it goes, as it does to a forgiving reader. */
  end(): void {
    this.settleNumbers();
    while (this.frame !== undefined) {
      if (this.frame instanceof ArrayFrame) this.closeArray();
      else this.closeDictionary();
    }
  }

  private open(Kind: new (key: string, isAutomatic: boolean, isOutOfStep: boolean) => Frame): void {
    this.settleNumbers();
    if (this.frames.length >= MAX_NESTING) return this.sink.tooDeep();
    const { frame } = this;
    const { key = '', isAutomatic = false } = frame ?? {};
    // Where a key should be, some readers pass over the bracket and take what is behind it for part of what is around it.
    const isOutOfStep = frame?.isOutOfStep === true || (frame instanceof DictionaryFrame && frame.expectsKey);
    this.frame = new Kind(key, isAutomatic || AUTOMATIC.has(key), isOutOfStep);
    this.frame.isSplit = frame?.isSplit === true;
    this.frames.push(this.frame);
  }

  private leave(frame: Frame): void {
    this.frames.pop();
    this.frame = this.frames.at(-1);
    if (this.frame === undefined) return;
    this.frame.isOutOfStep ||= frame.isOutOfStep;
    this.frame.isSplit ||= frame.isSplit;
  }

  /** A bracket that closes what it has not opened: to some readers a word, to others the end of both. */
  private mismatch(bracket: string): void {
    if (this.frame !== undefined) this.frame.isOutOfStep = true;
    this.keyword(bracket);
  }

  private settleNumbers(): void {
    const { numbers, first, second } = this;
    this.numbers = 0;
    if (numbers === 2) this.settleNumber(first, this.isFirstOfName);
    if (numbers > 0) this.settleNumber(second, this.isSecondOfName);
  }

  private settleNumber(value: number, isOfName: boolean): void {
    this.settle(this.isWanted ? { kind: 'number', value } : undefined, isOfName);
  }

  private get isWanted(): boolean {
    return this.frame === undefined || this.frame.wantsValue;
  }

  private settle(value: PdfValue | undefined, isOfName = false): void {
    if (this.frame !== undefined) this.frame.settle(value, isOfName);
    else if (value !== undefined) this.sink.value(value);
  }
}
