import { describe, expect, it } from '@jest/globals';
import { officeAttacks } from './attacks/office.js';
import { pdfAttacks } from './attacks/pdf.js';
import { zipAttacks } from './attacks/zip.js';
import { inspect } from './inspect.js';
import type { Attack } from './sample.js';

const ATTACKS: Record<string, readonly Attack[]> = {
  ZIP: zipAttacks,
  Office: officeAttacks,
  PDF: pdfAttacks,
};

describe.each(Object.entries(ATTACKS))('hostile %s files', (_, attacks) => {
  it.each(attacks)('$code: $name', async (attack) => {
    const { result } = await inspect(await attack.bytes(), attack.contentType, attack.claims);
    expect(result).toMatchObject({ rejection: { code: attack.code } });
  });
});
