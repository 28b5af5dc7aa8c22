import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { SecondDocumentFinder } from './second-document.js';
import { cut, cuts } from './spec-support/cuts.js';

function isFoundIn(...slices: readonly Buffer[]): boolean {
  const finder = new SecondDocumentFinder();
  for (const slice of slices) finder.find(slice);
  return finder.hasOne;
}

describe('SecondDocumentFinder', () => {
  it.each(['%%EOF%PDF-1.4', 'x%%EOF\r\n\n%PDF-1.4'])('finds one in %j', (text) => {
    expect(isFoundIn(Buffer.from(text))).toBe(true);
  });

  it.each(['%PDF-1.4 %%EOF', '%%EOF\nstream\n%PDF-1.4', '%PDF-1.4 %PDF-1.4'])('finds none in %j', (text) => {
    expect(isFoundIn(Buffer.from(text))).toBe(false);
  });

  it.each([
    ['is an update when the xref can only be counted from the first header', 60, 100, true],
    ['is another document when the xref would be there counted from the second header, too', 60, 200, false],
    ['is another document when the xref is in the first', 5, 100, false],
  ])('%s', (_, startOfXref, size, isUpdate) => {
    const finder = new SecondDocumentFinder();
    for (const slice of [Buffer.alloc(45, 'x'), Buffer.from('%%EOF%PDF-1.4')]) finder.find(slice);
    expect(finder.isUpdate(startOfXref, size)).toBe(isUpdate);
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
