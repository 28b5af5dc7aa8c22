import type { DataName } from './attachment-names.js';
import { FILE_KEYS } from './file-specification.js';
import { MAX_KEPT_VALUES } from './limits.js';
import { EVENTS, KEPT_KEYS, NAMED_BY_DOCUMENT } from './names.js';

/** A value as far as a rule may ask about it: small, whatever the document holds. */
export type PdfValue =
  | { readonly kind: 'name'; readonly name: string }
  | {
      readonly kind: 'string';
      readonly leadsElsewhere: boolean;
      readonly isFormScript: boolean;
      readonly dataName?: DataName;
    }
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

const TRIGGERS = 'AA';
/** ISO 32000-2 knows fourteen. */
const MAX_TRIGGERS = 32;

/** What is worth knowing of one dictionary. */
export class PdfDictionary {
  isEmpty = true;
  /** A key had more values than are kept: no genuine dictionary has that. */
  isOverfull = false;
  /** Something in it stands where a key should be: readers disagree about what it holds, and where it ends. */
  isOutOfStep = false;
  /** A token in it ends where others see it go on. */
  isDoubtful = false;
  /**
   * Objects that it refers to if it says, or may say, what events trigger (12.6.3): where it is called so every key is one, and one
   * that stands elsewhere is told by the names of the events.
   */
  readonly triggers: number[] = [];
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

  /** It is called what events trigger. */
  get isTriggers(): boolean {
    return this.key === TRIGGERS;
  }

  /** Is what follows that key triggered by an event, if this dictionary is one of triggers? */
  isTrigger(key: string): boolean {
    return this.key === TRIGGERS || (this.key === '' && EVENTS.has(key));
  }

  get isNamedByDocument(): boolean {
    return NAMED_BY_DOCUMENT.has(this.key);
  }

  /** No rule could have anything to say about it. */
  get isIrrelevant(): boolean {
    return this.entries === undefined && !this.isOutOfStep && this.triggers.length === 0;
  }

  add(key: string, value: PdfValue): void {
    this.isEmpty = false;
    if (value.kind === 'reference' && this.isTrigger(key)) this.trigger(value.objectNumber);
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

  private trigger(objectNumber: number): void {
    if (this.triggers.length === MAX_TRIGGERS) this.isOverfull = true;
    else this.triggers.push(objectNumber);
  }

  /** Takes what is in another for its own, too. */
  absorb(other: PdfDictionary): void {
    for (const objectNumber of other.triggers) this.trigger(objectNumber);
    for (const [key, values] of other.entries ?? []) for (const value of values) this.add(key, value);
    this.isOverfull ||= other.isOverfull;
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
      return (
        other.kind === 'string' &&
        one.leadsElsewhere === other.leadsElsewhere &&
        one.isFormScript === other.isFormScript &&
        one.dataName === other.dataName
      );
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
