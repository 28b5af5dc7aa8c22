import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Policy } from '#core';
import { pdfAttacks } from '../../../../../test/checks/attacks/pdf.js';
import { genuinePdf } from '../../../../../test/checks/genuine/pdf.js';
import { PDF } from '../../../../../test/checks/pdf-builder.js';
import type { CheckResult, Subject } from '../../inspection/check.js';
import { enoughMemory } from '../../reading/memory/spec-support/lender.js';
import { Pace } from '../../reading/pace.js';
import type { RangeReader } from '../../reading/range-reader.js';
import { pdfContent } from './pdf-content.js';
import { cut, cuts } from './spec-support/cuts.js';

async function resultOf(slices: readonly Buffer[], allow: Policy['allow'] = []): Promise<CheckResult> {
  const policy: Policy = { name: 'test', maxBytes: 1, contentTypes: [PDF], allow };
  const pace = new Pace(new AbortController().signal);
  const bytes = Buffer.concat([...slices]);
  const reader = {
    tail: async () => bytes,
    read: async (start: number, length: number) => bytes.subarray(start, start + length),
  } as Partial<RangeReader> as RangeReader;
  const observer = pdfContent.observe({
    policy,
    pace,
    reader,
    size: bytes.length,
    memory: enoughMemory(),
  } as Partial<Subject> as Subject);
  for (const slice of slices) {
    const result = await observer.consume(slice);
    if (result?.rejection !== undefined) return result;
  }
  return observer.finish();
}

const MAX_BYTES = 20_000;

describe('pdfContent', () => {
  it('says the same however the bytes are cut', async () => {
    const samples = await Promise.all([...pdfAttacks, ...genuinePdf].map(async (sample) => sample.bytes()));
    const small = samples.filter(({ length }) => length <= MAX_BYTES);
    const allow = fc.constantFrom<Policy['allow']>([], ['active-content'], ['encrypted', 'embedded-object']);
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...small), cuts, allow, async (bytes, lengths, allow) => {
        expect(await resultOf(cut(bytes, lengths), allow)).toEqual(await resultOf([bytes], allow));
      }),
      { numRuns: 120 },
    );
  });
});
