import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Policy } from '#core';
import { pdfAttacks } from '../../../../test/checks/attacks/pdf.js';
import { genuinePdf } from '../../../../test/checks/genuine/pdf.js';
import { PDF } from '../../../../test/checks/pdf-builder.js';
import type { CheckResult, Subject } from '../check.js';
import { enoughMemory } from '../memory/spec-support/lender.js';
import { Pace } from '../pace.js';
import { pdfContent } from './content.js';
import { cut, cuts } from './spec-support/cuts.js';

async function resultOf(slices: readonly Buffer[], allow: Policy['allow'] = []): Promise<CheckResult> {
  const policy: Policy = { name: 'test', maxBytes: 1, contentTypes: [PDF], allow };
  const pace = new Pace(new AbortController().signal);
  const observer = pdfContent.observe({
    policy,
    pace,
    size: 1,
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
