import type { PdfDictionary, PdfValue } from './dictionary.js';
import { leadsElsewhere } from './file-specification.js';
import { ArrayFrame, DictionaryFrame, type Frame } from './frame.js';
import { MAX_NESTING } from './limits.js';
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
  keyword(word: string): void;
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

  constructor(private readonly sink: ValueSink) {}

  /** Nothing has begun that is not complete. */
  get isBetweenValues(): boolean {
    return this.frame === undefined;
  }

  /** Of everything that is open. */
  get keptValues(): number {
    return this.frames.reduce((sum, { keptValues }) => sum + keptValues, 0);
  }

  get wantsString(): boolean {
    return this.frame === undefined || this.frame.wantsFile;
  }

  number(value: number): void {
    if (this.numbers === 2) this.settleNumber(this.first);
    else this.numbers += 1;
    this.first = this.second;
    this.second = value;
  }

  name(name: string): void {
    this.settleNumbers();
    if (this.frame === undefined) this.sink.value({ kind: 'name', name });
    else this.frame.name(name);
  }

  string(text: string): void {
    this.settleNumbers();
    this.settle(this.isWanted ? { kind: 'string', leadsElsewhere: leadsElsewhere(text) } : undefined);
  }

  keyword(word: string): void {
    if (word === 'R' && this.numbers === 2) {
      this.numbers = 0;
      this.settle(this.isWanted ? { kind: 'reference', objectNumber: this.first } : undefined);
      return;
    }
    this.settleNumbers();
    if (this.frame !== undefined || VALUE_KEYWORDS.has(word)) this.settle({ kind: 'keyword', word });
    else this.sink.keyword(word);
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
    this.settle(dictionary.asValue());
  }

  closeArray(): void {
    this.settleNumbers();
    const { frame } = this;
    if (!(frame instanceof ArrayFrame)) return this.mismatch(']');
    this.leave(frame);
    if (frame.pairs !== undefined) this.sink.nested(frame.pairs);
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
    this.frames.push(this.frame);
  }

  private leave(frame: Frame): void {
    this.frames.pop();
    this.frame = this.frames.at(-1);
    if (this.frame !== undefined) this.frame.isOutOfStep ||= frame.isOutOfStep;
  }

  /** A bracket that closes what it has not opened: to some readers a word, to others the end of both. */
  private mismatch(bracket: string): void {
    if (this.frame !== undefined) this.frame.isOutOfStep = true;
    this.keyword(bracket);
  }

  private settleNumbers(): void {
    const { numbers, first, second } = this;
    this.numbers = 0;
    if (numbers === 2) this.settleNumber(first);
    if (numbers > 0) this.settleNumber(second);
  }

  private settleNumber(value: number): void {
    this.settle(this.isWanted ? { kind: 'number', value } : undefined);
  }

  private get isWanted(): boolean {
    return this.frame === undefined || this.frame.wantsValue;
  }

  private settle(value: PdfValue | undefined): void {
    if (this.frame !== undefined) this.frame.settle(value);
    else if (value !== undefined) this.sink.value(value);
  }
}
