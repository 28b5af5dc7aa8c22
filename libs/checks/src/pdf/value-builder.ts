import { PdfDictionary, type PdfValue } from './dictionary.js';
import { FILE_KEYS, leadsElsewhere } from './file-specification.js';
import { MAX_KEPT_VALUES, MAX_NESTING } from './limits.js';
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
const IS_FILE_KEY: ReadonlySet<string> = new Set(FILE_KEYS);
const VALUE_KEYWORDS: ReadonlySet<string> = new Set(['true', 'false', 'null']);

/**
 * Puts tokens together. Every name is taken for the key of what follows it, even if it is itself a value, or stands in
 * an array: readers disagree about what a damaged dictionary holds, and nothing may hide between them.
 */
export class ValueBuilder implements TokenSink {
  private readonly frames: Frame[] = [];
  private frame: Frame | undefined;
  /** Numbers not yet told from the beginning of a reference `5 0 R`: how many, the last but one, and the last. */
  private numbers = 0;
  private first = 0;
  private second = 0;
  /** Something stood where a key should be, or a bracket closed what it had not opened. */
  private isOutOfStep = false;

  constructor(private readonly sink: ValueSink) {}

  /** Nothing has begun that is not complete. */
  get isBetweenValues(): boolean {
    return this.frame === undefined;
  }

  get wantsString(): boolean {
    const { frame } = this;
    return frame === undefined || IS_FILE_KEY.has(frame.key) || IS_FILE_KEY.has(frame.nameInArray);
  }

  number(value: number): void {
    if (this.numbers === 2) this.settleNumber(this.first);
    else this.numbers += 1;
    this.first = this.second;
    this.second = value;
  }

  name(name: string): void {
    this.settleNumbers();
    const { frame } = this;
    const isKey = frame?.expectsKey === true;
    // It may be both: whether it is a key or a value is for the reader to say.
    if (isKey) frame.expectsKey = false;
    if (this.isWanted) this.settle({ kind: 'name', name });
    else this.skip();
    if (frame?.dictionary !== undefined) {
      frame.key = name;
      frame.expectsKey = !isKey;
    } else if (frame !== undefined) frame.nameInArray = name;
  }

  string(text: string): void {
    this.settleNumbers();
    if (this.isWanted) this.settle({ kind: 'string', leadsElsewhere: leadsElsewhere(text) });
    else this.skip();
  }

  keyword(word: string): void {
    if (word === 'R' && this.numbers === 2) {
      this.numbers = 0;
      if (this.isWanted) this.settle({ kind: 'reference', objectNumber: this.first });
      else this.skip();
      return;
    }
    this.settleNumbers();
    if (this.frame !== undefined || VALUE_KEYWORDS.has(word)) this.settle({ kind: 'keyword', word });
    else this.sink.keyword(word);
  }

  stray(): void {
    this.settleNumbers();
    this.isOutOfStep = this.frame !== undefined;
  }

  openDictionary(): void {
    this.open(undefined);
  }

  openArray(): void {
    this.open({ kind: 'array', values: [], length: 0 });
  }

  closeDictionary(): void {
    const { frame } = this;
    if (frame?.dictionary === undefined) return this.outOfStep('>>');
    const { dictionary } = frame;
    this.settleNumbers();
    dictionary.isOutOfStep = this.isOutOfStep || !frame.expectsKey;
    this.close();
    if (this.frame === undefined) return this.sink.dictionary(dictionary);
    this.sink.nested(dictionary);
    this.settle(dictionary.asValue());
  }

  closeArray(): void {
    const array = this.frame?.array;
    if (array === undefined) return this.outOfStep(']');
    this.settleNumbers();
    const { pairs } = this.frame ?? {};
    this.close();
    if (pairs !== undefined) this.sink.nested(pairs);
    this.settle(array);
  }

  /** The bytes have ended: what is still open counts as far as it goes, as it does to a forgiving reader. */
  end(): void {
    this.settleNumbers();
    while (this.frame !== undefined) {
      if (this.frame.dictionary === undefined) this.closeArray();
      else this.closeDictionary();
    }
  }

  private open(array: ArrayValue | undefined): void {
    this.settleNumbers();
    if (this.frames.length >= MAX_NESTING) return this.sink.tooDeep();
    const { key = '', isAutomatic: isWithin = false } = this.frame ?? {};
    const isAutomatic = isWithin || AUTOMATIC.has(key);
    const dictionary = array === undefined ? new PdfDictionary(key, isAutomatic) : undefined;
    this.isOutOfStep ||= this.frame?.expectsKey === true;
    this.frame = {
      key: array === undefined ? '' : key,
      nameInArray: '',
      pairs: undefined,
      expectsKey: dictionary !== undefined,
      isAutomatic,
      dictionary,
      array,
    };
    this.frames.push(this.frame);
  }

  private close(): void {
    this.frames.pop();
    this.frame = this.frames.at(-1);
    this.isOutOfStep &&= this.frame !== undefined;
  }

  private outOfStep(word: string): void {
    this.isOutOfStep = this.frame !== undefined;
    this.keyword(word);
  }

  private settleNumbers(): void {
    const { numbers, first, second } = this;
    this.numbers = 0;
    if (numbers === 2) this.settleNumber(first);
    if (numbers > 0) this.settleNumber(second);
  }

  private settleNumber(value: number): void {
    if (this.isWanted) this.settle({ kind: 'number', value });
    else this.skip();
  }

  /** Would the value be kept? Most are not, and then none is made. */
  private get isWanted(): boolean {
    const { frame } = this;
    return frame === undefined || PdfDictionary.keeps(frame.key) || PdfDictionary.keeps(frame.nameInArray);
  }

  private skip(): void {
    const { frame } = this;
    if (frame?.dictionary !== undefined) {
      frame.dictionary.isEmpty = false;
      this.fillKey(frame);
    } else if (frame?.array !== undefined) {
      frame.array.length += 1;
      frame.nameInArray = '';
    }
  }

  private settle(value: PdfValue): void {
    const { frame } = this;
    if (frame === undefined) this.sink.value(value);
    else if (frame.dictionary !== undefined) {
      frame.dictionary.add(frame.key, value);
      this.fillKey(frame);
    } else this.settleInArray(frame, value);
  }

  private fillKey(frame: Frame): void {
    this.isOutOfStep ||= frame.expectsKey;
    frame.expectsKey = true;
    frame.key = '';
  }

  private settleInArray(frame: Frame, value: PdfValue): void {
    const { key, nameInArray, array } = frame;
    frame.nameInArray = '';
    if (PdfDictionary.keeps(nameInArray)) {
      frame.pairs ??= new PdfDictionary('', frame.isAutomatic, true);
      frame.pairs.add(nameInArray, value);
    }
    if (array === undefined) return;
    array.length += 1;
    const isKept =
      PdfDictionary.keeps(key) && value.kind !== 'array' && array.values.length < MAX_KEPT_VALUES;
    if (isKept) array.values.push(value);
  }
}

interface ArrayValue {
  readonly kind: 'array';
  readonly values: PdfValue[];
  length: number;
}

interface Frame {
  /** Of a dictionary: the name last seen. Of an array: the key it stands under. Empty for one that does not matter. */
  key: string;
  /** Of an array: the name last seen, and what followed such names. */
  nameInArray: string;
  pairs: PdfDictionary | undefined;
  /** Of a dictionary, read as the standard has it. */
  expectsKey: boolean;
  readonly isAutomatic: boolean;
  readonly dictionary: PdfDictionary | undefined;
  readonly array: ArrayValue | undefined;
}
