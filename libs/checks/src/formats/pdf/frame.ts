import { PdfDictionary, type PdfValue } from './dictionary.js';
import { FILE_KEYS } from './file-specification.js';
import { MAX_KEPT_VALUES } from './limits.js';

/** Of strings under these it matters what they say. */
const IS_TEXT_KEY: ReadonlySet<string> = new Set([...FILE_KEYS, 'JS']);

/** An array or a dictionary that has been opened. */
export interface Frame {
  /** Under which what opens here stands. */
  readonly key: string;
  readonly isAutomatic: boolean;
  /** Something in it, or around it, stands where it does not belong. */
  isOutOfStep: boolean;
  /** Would the next value be kept? Most are not, and then none is made. */
  readonly wantsValue: boolean;
  /** Does it matter what the next value says, if it is a string? */
  readonly wantsText: boolean;
  readonly keptValues: number;
  /** A token in it ends, or begins, at a byte that is white space only to some readers. */
  isDoubtful: boolean;
  /**
   * To some readers a name in it, or in what it holds, is a name and a word: keys and values are no longer the same to
   * them, and a bracket where a key should be is passed over. So what is in it is taken for part of what is around it, too.
   */
  isSplit: boolean;
  name(name: string): void;
  /** Undefined for a value that is not kept. `isOfName`: to some readers it is none, but belongs to the name before it. */
  settle(value: PdfValue | undefined, isOfName?: boolean): void;
  absorb(dictionary: PdfDictionary): void;
}

/** Every name in it is taken for the key of what follows, even if it is itself a value. */
export class DictionaryFrame implements Frame {
  readonly dictionary: PdfDictionary;
  /** The name last seen; empty if it is none that matters, or something else came behind it. */
  key = '';
  /** As the standard has it: key, value, key, value. */
  expectsKey = true;
  isDoubtful = false;
  isSplit = false;

  constructor(
    key: string,
    readonly isAutomatic: boolean,
    public isOutOfStep: boolean,
  ) {
    this.dictionary = new PdfDictionary(key, isAutomatic);
  }

  get wantsValue(): boolean {
    return PdfDictionary.keeps(this.key) || this.dictionary.isTrigger(this.key);
  }

  get wantsText(): boolean {
    return IS_TEXT_KEY.has(this.key);
  }

  get keptValues(): number {
    return this.dictionary.keptValues;
  }

  name(name: string): void {
    this.keep(this.wantsValue ? { kind: 'name', name } : undefined);
    this.key = name;
    this.expectsKey = !this.expectsKey;
  }

  settle(value: PdfValue | undefined, isOfName = false): void {
    this.keep(value);
    if (isOfName) {
      this.isSplit = true;
      return;
    }
    this.isOutOfStep ||= this.expectsKey;
    this.expectsKey = true;
  }

  absorb(dictionary: PdfDictionary): void {
    this.dictionary.absorb(dictionary);
  }

  close(): PdfDictionary {
    this.isOutOfStep ||= !this.expectsKey;
    this.dictionary.isOutOfStep = this.isOutOfStep;
    this.dictionary.isDoubtful = this.isDoubtful;
    return this.dictionary;
  }

  private keep(value: PdfValue | undefined): void {
    this.dictionary.isEmpty = false;
    if (value !== undefined) this.dictionary.add(this.key, value);
    this.key = '';
  }
}

/** A reader that passes over its opening bracket takes what is in it for part of the dictionary around it. */
export class ArrayFrame implements Frame {
  /** The names in it and what follows them, as if they were keys. */
  pairs: PdfDictionary | undefined;
  isDoubtful = false;
  isSplit = false;
  private readonly values: PdfValue[] = [];
  private length = 0;
  private lastName = '';

  constructor(
    readonly key: string,
    readonly isAutomatic: boolean,
    public isOutOfStep: boolean,
  ) {}

  get wantsValue(): boolean {
    return PdfDictionary.keeps(this.key) || PdfDictionary.keeps(this.lastName);
  }

  get wantsText(): boolean {
    return IS_TEXT_KEY.has(this.key) || IS_TEXT_KEY.has(this.lastName);
  }

  get keptValues(): number {
    return this.values.length + (this.pairs?.keptValues ?? 0);
  }

  name(name: string): void {
    this.settle(this.wantsValue ? { kind: 'name', name } : undefined);
    this.lastName = name;
  }

  settle(value: PdfValue | undefined, isOfName = false): void {
    const { key, lastName } = this;
    this.isSplit ||= isOfName;
    this.length += 1;
    this.lastName = '';
    if (value === undefined) return;
    if (PdfDictionary.keeps(lastName)) {
      this.pairs ??= new PdfDictionary('', this.isAutomatic, true);
      this.pairs.add(lastName, value);
    }
    const isKept = PdfDictionary.keeps(key) && value.kind !== 'array' && this.values.length < MAX_KEPT_VALUES;
    if (isKept) this.values.push(value);
  }

  absorb(dictionary: PdfDictionary): void {
    this.pairs ??= new PdfDictionary('', this.isAutomatic, true);
    this.pairs.absorb(dictionary);
  }

  close(): PdfValue {
    return { kind: 'array', values: this.values, length: this.length };
  }
}
