import { glob } from 'node:fs/promises';
import { basename } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { MEDIA_TYPES } from '#checks';

/** Kinds of text have one check in common, under a name of their own. */
const TEXTS = ['csv-content', 'json-content'];

describe('a check', () => {
  it('stands in a file of its name, below the folder of its format', async () => {
    const files = new Set<string>();
    for await (const path of glob('libs/checks/src/formats/*/*.ts')) files.add(basename(path, '.ts'));
    const names = MEDIA_TYPES.flatMap(({ checks, wholeObjectChecks = [] }) => [
      ...checks.map(({ name }) => name),
      ...wholeObjectChecks.map(({ name }) => name),
    ]);
    expect(names.length).toBeGreaterThan(50);
    expect([...new Set(names)].filter((name) => !files.has(name) && !TEXTS.includes(name))).toEqual([]);
  });
});
