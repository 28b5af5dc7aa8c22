import { describe, expect, it } from '@jest/globals';
import { genuineOffice } from './genuine/office.js';
import { genuineOfficeParts } from './genuine/office-parts.js';
import { genuinePdf } from './genuine/pdf.js';
import { inspect } from './inspect.js';
import type { Sample } from './sample.js';

const GENUINE: Record<string, readonly Sample[]> = {
  Office: [...genuineOffice, ...genuineOfficeParts],
  PDF: genuinePdf,
};

describe.each(Object.entries(GENUINE))('genuine %s files', (_, samples) => {
  it.each(samples)('are accepted, within their share of memory: $name', async (sample) => {
    const { result, isWithinShare } = await inspect(await sample.bytes(), sample.contentType, sample.claims);
    expect(result).toMatchObject({ contentType: sample.contentType });
    expect(isWithinShare).toBe(true);
  });
});
