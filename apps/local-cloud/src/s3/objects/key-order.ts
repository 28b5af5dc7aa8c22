/** UTF-8 binary order is code point order; JavaScript's own compares UTF-16 units and differs beyond the BMP. */
export function compareKeys(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  let index = 0;
  while (index < length && a.charCodeAt(index) === b.charCodeAt(index)) index += 1;
  if (index === length) return a.length - b.length;
  return rank(a.charCodeAt(index)) - rank(b.charCodeAt(index));
}

/** Surrogates stand for code points above every other unit's, and keep their order among themselves. */
const rank = (unit: number) => (unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit);
