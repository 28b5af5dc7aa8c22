import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { SecondDocumentFinder } from './second-document.js';
import { cut, cuts } from './spec-support/cuts.js';

function isFoundIn(...slices: readonly Buffer[]): boolean {
  const finder = new SecondDocumentFinder();
  return slices.map((slice) => finder.find(slice)).includes(true);
}

describe('SecondDocumentFinder', () => {
  it.each(['%%EOF%PDF-1.4', 'x%%EOF\r\n\n%PDF-1.4'])('finds one in %j', (text) => {
    expect(isFoundIn(Buffer.from(text))).toBe(true);
  });

  it.each(['%PDF-1.4 %%EOF', '%%EOF\nstream\n%PDF-1.4', '%PDF-1.4 %PDF-1.4'])('finds none in %j', (text) => {
    expect(isFoundIn(Buffer.from(text))).toBe(false);
  });

  it('finds the same however the bytes are cut', () => {
    const words = fc.constantFrom('%%EOF', '%PDF-', '\n', 'x', ' '.repeat(40));
    fc.assert(
      fc.property(fc.array(words, { maxLength: 8 }), cuts, (text, lengths) => {
        const bytes = Buffer.from(text.join(''));
        expect(isFoundIn(...cut(bytes, lengths))).toBe(isFoundIn(bytes));
      }),
    );
  });
});
