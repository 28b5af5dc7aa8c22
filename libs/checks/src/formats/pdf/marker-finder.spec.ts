import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { MAX_MARKER_BYTES } from './limits.js';
import { MarkerFinder } from './marker-finder.js';
import { cut, cuts } from './spec-support/cuts.js';

/** `word number @ place in the whole`. */
function markersIn(...pieces: readonly Buffer[]): string[] {
  const finder = new MarkerFinder();
  let start = 0;
  return pieces.flatMap((piece) => {
    const markers = finder
      .find(piece)
      .map(({ word, objectNumber, at }) => `${word} ${objectNumber} @${start + at}`);
    start += piece.length;
    return markers;
  });
}
const markersInText = (text: string): string[] => markersIn(Buffer.from(text, 'latin1'));

describe('MarkerFinder', () => {
  it.each([
    ['an object', '7 0 obj ', ['obj 7 @7']],
    ['an object right behind another word', 'x 7 0 obj<<', ['obj 7 @9']],
    ['an object without a blank before the word', '7 0obj ', ['obj 7 @6']],
    ['an object in a comment', '% 7 0 obj ', ['obj 7 @9']],
    ['an object in a string', '(7 0 obj )', ['obj 7 @8']],
    ['an object with a comment in between', '7 % 8\n0 obj ', ['obj 0 @11']],
    ['an object with comments above its word', '7 0 % 8\n%\n\n obj ', ['obj 0 @15']],
    ['an object with numbers in a comment above its word', '7 0 % 8 9\n obj ', ['obj 0 @14']],
    ['an object on three lines', '7\n0\nobj ', ['obj 7 @7']],
    ['an object with a fraction for a number', '7.0 0 obj ', ['obj 0 @9']],
    ['an object with one number', '0 obj ', ['obj 0 @5']],
    ['an object numbered beyond all bounds', '99999999999 0 obj ', ['obj 0 @17']],
    ['a trailer', 'trailer<<', ['trailer 0 @7']],
    ['a trailer right behind a number', '0 0trailer ', ['trailer 0 @10']],
    [
      'several in their order',
      'trailer 1 0 obj 2 0 obj trailer ',
      ['trailer 0 @7', 'obj 1 @15', 'obj 2 @23', 'trailer 0 @31'],
    ],
  ])('finds %s', (_, text, markers) => {
    expect(markersInText(text)).toEqual(markers);
  });

  it.each([
    'endobj ',
    '7 0 objx ',
    '7 0 R obj ',
    'the obj ',
    ') obj ',
    '7 0 xobj ',
    'trailers ',
    '7 0 obj',
    'a\n\nobj ',
  ])('finds nothing in %j', (text) => {
    expect(markersInText(text)).toEqual([]);
  });

  it.each(['7 0 % ', '7 0 ', '\n% '])('takes for granted what is too far back to see: %j', (before) => {
    for (const filler of [' ', before.includes('%') ? 'x' : '\n'])
      expect(markersInText(`${before}${filler.repeat(2 * MAX_MARKER_BYTES)}\nobj `)).toHaveLength(1);
  });

  it('finds the same markers however the bytes are cut', () => {
    const words = fc.constantFrom(
      'obj',
      '7',
      '0',
      ' ',
      '\n',
      '%',
      'trailer',
      '(',
      '<<',
      'x',
      ' '.repeat(600),
      'x'.repeat(700),
    );
    fc.assert(
      fc.property(fc.array(words, { maxLength: 30 }), cuts, (text, lengths) => {
        const bytes = Buffer.from(text.join(''));
        expect(markersIn(...cut(bytes, lengths))).toEqual(markersIn(bytes));
      }),
    );
  });
});
