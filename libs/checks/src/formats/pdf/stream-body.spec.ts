import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { cut, cuts } from './spec-support/cuts.js';
import { StreamBody } from './stream-body.js';

/** What came before `endstream`, and how many bytes were taken. */
function bodyOf(...pieces: readonly Buffer[]): { body: string | undefined; taken: number } {
  const body = new StreamBody(true);
  let taken = 0;
  for (const piece of pieces) if (!body.hasEnded) taken += body.push(piece, 0, piece.length);
  return { body: body.hasEnded ? body.bytes?.toString('latin1') : undefined, taken };
}

describe('StreamBody', () => {
  it.each([
    ['CR LF', '\r\nabc\nendstream', 'abc\n'],
    ['LF', '\nabc\nendstream', 'abc\n'],
    ['CR alone', '\rabc\nendstream', 'abc\n'],
    ['blanks and a line end', ' \t\r\nabc\nendstream', 'abc\n'],
    ['nothing', 'abc\nendstream', 'abc\n'],
    ['two line ends, the second its own', '\n\nendstream', '\n'],
  ])('begins behind %s', (_, text, body) => {
    expect(bodyOf(Buffer.from(text))).toEqual({ body, taken: text.length });
  });

  it('ends at the first endstream, however it begins again', () => {
    expect(bodyOf(Buffer.from('\nendstrendstreendstream endstream'))).toEqual({
      body: 'endstrendstre',
      taken: 23,
    });
  });

  it('ends in the same place however the bytes are cut', () => {
    const words = fc.constantFrom('endstream', 'endstre', 'e', 'end', '\n', '\r', ' ', 'x'.repeat(50));
    fc.assert(
      fc.property(fc.array(words, { maxLength: 20 }), cuts, (text, lengths) => {
        const bytes = Buffer.from(text.join(''));
        expect(bodyOf(...cut(bytes, lengths))).toEqual(bodyOf(bytes));
      }),
    );
  });
});
