import { readFile } from 'node:fs/promises';
import { glob } from 'node:fs/promises';
import { describe, expect, it } from '@jest/globals';

/** What is run by its path: it must tell somebody with an old Node, before anything that an old one has not. */
const PROGRAMS = [
  'apps/{gateway,scanner,local-cloud}/src/main.ts',
  'libs/*/src/*main.ts',
  'tools/**/main.ts',
  'test/{soak/main,suites/compose,suites/localstack}.ts',
];

describe('a program', () => {
  it('looks at the version of Node before anything else', async () => {
    const starts: string[] = [];
    for await (const path of glob([...PROGRAMS, 'tools/{start,inspect,localstack}.ts'])) {
      const [first] = (await readFile(path, 'utf8')).split('\n');
      starts.push(`${path}: ${first}`);
    }
    expect(starts.length).toBeGreaterThan(9);
    expect(starts.filter((start) => !start.endsWith("import '#require-node';"))).toEqual([]);
  });
});
