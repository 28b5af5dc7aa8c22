import { readFile, writeFile } from 'node:fs/promises';
import { describe, expect, it } from '@jest/globals';
import { type About, checksOf, MEDIA_TYPES, wholeObjectChecksOf } from '#checks';

const DOCUMENT = 'docs/checks.md';
const SECTION = /(?<=<!-- made from the checks: UPDATE_DOCS=1 makes it again -->\n\n)[^]*?(?=\n<!-- end -->)/;

/** A line for each check, in the order in which an object meets them; of a check that not every type has, which have it. */
function listOfChecks(): string {
  const checks = new Map<string, { about: About; types: Set<string> }>();
  for (const type of MEDIA_TYPES)
    for (const about of [...checksOf(type), ...wholeObjectChecksOf(type)]) {
      const { types } = checks.get(about.name) ?? { types: new Set() };
      checks.set(about.name, { about, types: types.add(type.extensions[0] ?? '') });
    }
  return [...checks.values()].map(({ about, types }) => line(about, [...types])).join('');
}

function line({ name, reads, codes }: About, types: readonly string[]): string {
  const whose = types.length === MEDIA_TYPES.length ? 'every type' : types.join(', ');
  const refusals = codes
    .toSorted()
    .map((code) => `\`${code}\``)
    .join(', ');
  return `- \`${name}\` (${whose}) reads ${reads}\n  → ${refusals === '' ? 'a warning only' : refusals}\n`;
}

describe('the list of checks in the docs', () => {
  it('says what the checks say of themselves', async () => {
    const document = await readFile(DOCUMENT, 'utf8');
    if (process.env.UPDATE_DOCS) await writeFile(DOCUMENT, document.replace(SECTION, listOfChecks()));
    expect(SECTION.exec(await readFile(DOCUMENT, 'utf8'))?.[0]).toBe(listOfChecks());
  });
});
