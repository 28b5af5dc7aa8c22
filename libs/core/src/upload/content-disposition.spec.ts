import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { attachment } from './content-disposition.js';

describe('attachment', () => {
  it('keeps a plain name plain', () => {
    expect(attachment('invoice 7.pdf')).toBe('attachment; filename="invoice 7.pdf"');
  });

  it('carries any other name as RFC 5987 has it, beside a plain shadow', () => {
    expect(attachment('Rechnung "März" (1).pdf')).toBe(
      `attachment; filename="Rechnung _M_rz_ (1).pdf"; filename*=UTF-8''Rechnung%20%22M%C3%A4rz%22%20%281%29.pdf`,
    );
  });

  it('cannot be broken out of', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (filename) => {
        expect(attachment(filename)).toMatch(
          /^attachment; filename="[\x20\x21\x23-\x24\x26-\x5b\x5d-\x7e]*"(; filename\*=UTF-8''[A-Za-z0-9!#$&+.^_`|~%-]*)?$/,
        );
      }),
    );
  });
});
