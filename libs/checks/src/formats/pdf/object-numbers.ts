import { MAX_OBJECT_NUMBER } from './limits.js';

const UNKNOWN = 0;

/** A set of object numbers that takes at most 1 MiB, however many there are. */
export class ObjectNumbers {
  private bits = new Uint8Array(64);
  private isEmpty = true;

  get isNone(): boolean {
    return this.isEmpty;
  }

  get keptBytes(): number {
    return this.bits.length;
  }

  /** A number that is none, or is not known, may be any. */
  add(objectNumber: number): void {
    const isKnown = Number.isInteger(objectNumber) && objectNumber > 0 && objectNumber <= MAX_OBJECT_NUMBER;
    const at = isKnown ? objectNumber : UNKNOWN;
    const byte = at >> 3;
    if (byte >= this.bits.length) this.grow(byte);
    this.bits[byte] = (this.bits[byte] ?? 0) | (1 << (at & 7));
    this.isEmpty = false;
  }

  /** An xref entry may lead to any digit of `15 0 obj`, which is then object 5. */
  addWithSuffixes(objectNumber: number): void {
    this.add(objectNumber);
    for (let power = 10; power < objectNumber; power *= 10) {
      const suffix = objectNumber % power;
      // Object 0 is none, and would be taken for any.
      if (suffix > 0) this.add(suffix);
    }
  }

  /** Is, or may be, some object in both? */
  meets(other: ObjectNumbers): boolean {
    if (this.isEmpty || other.isEmpty) return false;
    if (this.hasUnknown || other.hasUnknown) return true;
    return this.bits.some((bits, at) => (bits & (other.bits[at] ?? 0)) !== 0);
  }

  /** Is each of them surely in the other, too? */
  isWithin(other: ObjectNumbers): boolean {
    if (this.isEmpty) return true;
    return !this.hasUnknown && this.bits.every((bits, at) => (bits & ~(other.bits[at] ?? 0)) === 0);
  }

  private get hasUnknown(): boolean {
    return ((this.bits[0] ?? 0) & 1) !== 0;
  }

  private grow(byte: number): void {
    const bits = new Uint8Array(2 ** Math.ceil(Math.log2(byte + 1)));
    bits.set(this.bits);
    this.bits = bits;
  }
}
