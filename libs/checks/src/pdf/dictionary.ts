import { FILE_KEYS } from './file-specification.js';
import { MAX_KEPT_VALUES } from './limits.js';
import { KEPT_KEYS, NAMED_BY_DOCUMENT } from './names.js';

/** A value as far as a rule may ask about it: small, whatever the document holds. */
export type PdfValue =
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'string'; readonly leadsElsewhere: boolean }
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'reference'; readonly objectNumber: number }
  | {
      readonly kind: 'dictionary';
      readonly isEmpty: boolean;
      readonly leadsElsewhere: boolean;
      readonly hasPredictor: boolean;
    }
  | { readonly kind: 'array'; readonly values: readonly PdfValue[]; readonly length: number }
  | { readonly kind: 'keyword'; readonly word: string };

export type PdfValueKind = PdfValue['kind'];

/** What is worth knowing of one dictionary. */
export class PdfDictionary {
  isEmpty = true;
  /** A key had more values than are kept: no genuine dictionary has that. */
  isOverfull = false;
  /** Something in it stands where a key should be: readers disagree about what it holds, and where it ends. */
  isOutOfStep = false;
  /** With those in arrays; a key counts as one. */
  keptValues = 0;
  private entries: Map<string, PdfValue[]> | undefined;

  /**
   * @param key under which it stands in the dictionary around it; arrays in between do not count
   * @param isAutomatic it is, or is part of, what a reader does without being asked
   * @param isArray its names and what follows them stand in an array, which some readers take for part of a dictionary
   */
  constructor(
    readonly key: string,
    readonly isAutomatic: boolean,
    readonly isArray = false,
  ) {}

  static keeps(key: string): boolean {
    return KEPT_KEYS.has(key);
  }

  get isNamedByDocument(): boolean {
    return NAMED_BY_DOCUMENT.has(this.key);
  }

  /** No rule could have anything to say about it. */
  get isIrrelevant(): boolean {
    return this.entries === undefined && !this.isOutOfStep;
  }

  add(key: string, value: PdfValue): void {
    this.isEmpty = false;
    if (!PdfDictionary.keeps(key)) return;
    this.entries ??= new Map<string, PdfValue[]>();
    const values = this.entries.get(key);
    if (values === undefined) {
      this.entries.set(key, [value]);
      this.keptValues += 1 + valuesIn(value);
    } else if (values.some((known) => isSame(known, value))) return;
    else if (values.length < MAX_KEPT_VALUES) {
      values.push(value);
      this.keptValues += valuesIn(value);
    } else this.isOverfull = true;
  }

  /** Every value that follows the key: which of two a reader goes by differs. */
  all(key: string): readonly PdfValue[] {
    return this.entries?.get(key) ?? NONE;
  }

  /** A value of one of these kinds, or of any; null is the same as none. */
  has(key: string, ...kinds: readonly PdfValueKind[]): boolean {
    return this.all(key).some(
      (value) => !isNull(value) && (kinds.length === 0 || kinds.includes(value.kind)),
    );
  }

  hasName(key: string, name: string): boolean {
    return this.all(key).some((value) => value.kind === 'name' && value.name === name);
  }

  /** The first of its names under that key that is one of these. */
  nameAmong(key: string, names: ReadonlySet<string>): string | undefined {
    for (const value of this.all(key)) if (value.kind === 'name' && names.has(value.name)) return value.name;
    return undefined;
  }

  /** The object numbers it refers to under that key, directly or in an array. */
  references(key: string): number[] {
    const values = this.all(key);
    if (values === NONE) return [];
    return values
      .flatMap((value) => (value.kind === 'array' ? value.values : [value]))
      .flatMap((value) => (value.kind === 'reference' ? [value.objectNumber] : []));
  }

  /** Of a file specification: leads out of the document's own folder. */
  get leadsElsewhere(): boolean {
    return (
      this.hasName('FS', 'URL') ||
      FILE_KEYS.some((key) =>
        this.all(key).some((value) => 'leadsElsewhere' in value && value.leadsElsewhere),
      )
    );
  }

  asValue(): PdfValue {
    const hasPredictor = this.all('Predictor').some((value) => value.kind !== 'number' || value.value !== 1);
    return { kind: 'dictionary', isEmpty: this.isEmpty, leadsElsewhere: this.leadsElsewhere, hasPredictor };
  }
}

const valuesIn = (value: PdfValue): number => (value.kind === 'array' ? 1 + value.values.length : 1);
const NONE: readonly PdfValue[] = [];

export const isNull = (value: PdfValue): boolean => value.kind === 'keyword' && value.word === 'null';

function isSame(one: PdfValue, other: PdfValue): boolean {
  switch (one.kind) {
    case 'name':
      return other.kind === 'name' && one.name === other.name;
    case 'string':
      return other.kind === 'string' && one.leadsElsewhere === other.leadsElsewhere;
    case 'number':
      return other.kind === 'number' && one.value === other.value;
    case 'reference':
      return other.kind === 'reference' && one.objectNumber === other.objectNumber;
    case 'keyword':
      return other.kind === 'keyword' && one.word === other.word;
    case 'dictionary':
    case 'array':
      return false;
  }
}
