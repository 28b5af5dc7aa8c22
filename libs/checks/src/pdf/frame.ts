import { PdfDictionary, type PdfValue } from './dictionary.js';
import { FILE_KEYS } from './file-specification.js';
import { MAX_KEPT_VALUES } from './limits.js';

const IS_FILE_KEY: ReadonlySet<string> = new Set(FILE_KEYS);

/** An array or a dictionary that has been opened. */
export interface Frame {
  /** Under which what opens here stands. */
  readonly key: string;
  readonly isAutomatic: boolean;
  /** Something in it, or around it, stands where it does not belong. */
  isOutOfStep: boolean;
  /** Would the next value be kept? Most are not, and then none is made. */
  readonly wantsValue: boolean;
  /** Is the next value the name of a file, if it is a string? */
  readonly wantsFile: boolean;
  readonly keptValues: number;
  name(name: string): void;
  /** Undefined for a value that is not kept. */
  settle(value: PdfValue | undefined): void;
}

/** Every name in it is taken for the key of what follows, even if it is itself a value. */
export class DictionaryFrame implements Frame {
  readonly dictionary: PdfDictionary;
  /** The name last seen; empty if it is none that matters, or something else came behind it. */
  key = '';
  /** As the standard has it: key, value, key, value. */
  expectsKey = true;

  constructor(
    key: string,
    readonly isAutomatic: boolean,
    public isOutOfStep: boolean,
  ) {
    this.dictionary = new PdfDictionary(key, isAutomatic);
  }

  get wantsValue(): boolean {
    return PdfDictionary.keeps(this.key);
  }

  get wantsFile(): boolean {
    return IS_FILE_KEY.has(this.key);
  }

  get keptValues(): number {
    return this.dictionary.keptValues;
  }

  name(name: string): void {
    this.keep(this.wantsValue ? { kind: 'name', name } : undefined);
    this.key = name;
    this.expectsKey = !this.expectsKey;
  }

  settle(value: PdfValue | undefined): void {
    this.keep(value);
    this.isOutOfStep ||= this.expectsKey;
    this.expectsKey = true;
  }

  close(): PdfDictionary {
    this.isOutOfStep ||= !this.expectsKey;
    this.dictionary.isOutOfStep = this.isOutOfStep;
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

  get wantsFile(): boolean {
    return IS_FILE_KEY.has(this.key) || IS_FILE_KEY.has(this.lastName);
  }

  get keptValues(): number {
    return this.values.length + (this.pairs?.keptValues ?? 0);
  }

  name(name: string): void {
    this.settle(this.wantsValue ? { kind: 'name', name } : undefined);
    this.lastName = name;
  }

  settle(value: PdfValue | undefined): void {
    const { key, lastName } = this;
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

  close(): PdfValue {
    return { kind: 'array', values: this.values, length: this.length };
  }
}
