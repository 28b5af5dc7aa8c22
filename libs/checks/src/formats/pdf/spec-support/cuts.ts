import fc from 'fast-check';

/** Ways to cut bytes into pieces, some of them empty. */
export const cuts = fc.array(fc.nat(64), { minLength: 1, maxLength: 40 });

/** The bytes in pieces of these lengths, over and over. */
export function cut(bytes: Buffer, lengths: readonly number[]): Buffer[] {
  const pieces: Buffer[] = [];
  for (let at = 0, turn = 0; at < bytes.length; turn += 1) {
    const length = lengths[turn % lengths.length] ?? 0;
    // A round of empty pieces alone would never end.
    const piece = bytes.subarray(at, at + (length === 0 && turn % 7 === 6 ? 1 : length));
    at += piece.length;
    pieces.push(piece);
  }
  return pieces;
}
