import { describe, expect, it } from '@jest/globals';
import { archiveAttacks } from './attacks/archives.js';
import { effortAttacks } from './attacks/effort.js';
import { imageAttacks } from './attacks/images.js';
import { mediaAttacks } from './attacks/media.js';
import { officeAttacks } from './attacks/office.js';
import { officeReferenceAttacks } from './attacks/office-references.js';
import { pdfAttacks } from './attacks/pdf.js';
import { scriptAttacks } from './attacks/scripts.js';
import { svgAttacks } from './attacks/svg.js';
import { zipAttacks } from './attacks/zip.js';
import { inspect } from './inspect.js';
import type { Attack } from './sample.js';

const ATTACKS: Record<string, readonly Attack[]> = {
  'Office files': officeAttacks,
  'Office files, by reference': officeReferenceAttacks,
  PDFs: pdfAttacks,
  ZIPs: zipAttacks,
  archives: archiveAttacks,
  pictures: imageAttacks,
  'pictures and recordings that run': scriptAttacks,
  SVGs: svgAttacks,
  recordings: mediaAttacks,
  'files that cost much to look at': effortAttacks,
};
/** A person reads it: a sentence with a subject. */
const SENTENCE = /^[A-Z0-9][^]*\.$/;

describe.each(Object.entries(ATTACKS))('hostile %s', (_, attacks) => {
  it.each(attacks)('$code: $contentType $name', async (attack) => {
    const { result } = await inspect(await attack.bytes(), attack.contentType, attack.claims);
    const detail = expect.stringMatching(SENTENCE);
    expect(result).toMatchObject({ rejection: { code: attack.code, detail } });
  });
});
