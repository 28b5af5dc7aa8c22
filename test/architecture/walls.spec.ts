import { execFile } from 'node:child_process';
import { copyFile, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

const ROOT = resolve(import.meta.dirname, '../..');
const CONFIGURATION = '.dependency-cruiser.mjs';
const run = promisify(execFile);

/** A file of a small house with the same walls, what it imports, and the rule that it breaks. */
const PROBES: readonly (readonly [file: string, imports: string, rule: RegExp])[] = [
  ['apps/gateway/src/probe.ts', '../../scanner/src/probe.js', /^apps\/gateway imports/],
  ['apps/gateway/src/deep.ts', '../../../libs/core/src/deep.js', /^apps\/gateway imports/],
  ['apps/gateway/src/cloud.ts', '../../local-cloud/src/main.js', /^apps\/gateway imports/],
  ['apps/scanner/src/sdk.ts', '@aws-sdk/client-s3', /^apps\/scanner does without/],
  ['apps/scanner/src/tool.ts', 'prettier', /devDependency/],
  ['apps/consumer/src/unlisted.ts', 'in-no-package-json', /package\.json/],
  ['libs/checks/src/probe.ts', '../../core/src/deep.js', /^libs\/checks imports/],
  ['libs/checks/src/sdk.ts', '@smithy/node-http-handler', /^libs\/checks does without/],
  ['libs/core/src/up.ts', '../../checks/src/probe.js', /^libs\/core imports/],
  ['libs/core/src/named.ts', '#checks', /^libs\/core imports/],
  ['libs/core/src/nest.ts', '@nestjs/common', /^libs\/core does without/],
  ['libs/core/src/process.ts', 'node:process', /^libs\/core and libs\/checks know nothing/],
  ['libs/sqs-transport/src/probe.ts', '#core', /^libs\/sqs-transport imports/],
  ['tools/deep.ts', '../libs/core/src/deep.js', /past its index/],
  ['libs/service/src/one.ts', './two.js', /no cycle/],
  ['libs/service/src/nowhere.ts', './nowhere-at-all.js', /leads somewhere/],
];
const OTHER_FILES: readonly (readonly [file: string, text: string])[] = [
  ['apps/scanner/src/probe.ts', "export * from '#checks';\nexport * from '#core';\n"],
  ['libs/core/src/index.ts', "export * from './deep.js';\n"],
  ['libs/core/src/deep.ts', 'export const deep = 1;\n'],
  ['libs/checks/src/index.ts', "export * from '#core';\n"],
  ['apps/local-cloud/src/main.ts', 'export const cloud = 1;\n'],
  ['libs/service/src/two.ts', "export type { Deep } from './one.js';\n"],
];

/** As `npm ci` would have installed them. */
const PACKAGES = [
  '@aws-sdk/client-s3',
  '@smithy/node-http-handler',
  '@nestjs/common',
  'prettier',
  'in-no-package-json',
];

const packageNamed = (name: string): readonly (readonly [file: string, text: string])[] => [
  [`node_modules/${name}/package.json`, JSON.stringify({ name, version: '1.0.0', main: 'index.js' })],
  [`node_modules/${name}/index.js`, 'module.exports = {};\n'],
];

interface Cruise {
  readonly summary: { readonly violations: readonly { from: string; rule: { name: string } }[] };
}

describe('the walls between folders', () => {
  let house: string;
  let broken: readonly { from: string; rule: { name: string } }[];

  beforeAll(async () => {
    house = await mkdtemp(join(tmpdir(), 'airlock-walls-'));
    for (const file of [CONFIGURATION, 'package.json', 'tsconfig.json'])
      await copyFile(join(ROOT, file), join(house, file));
    await mkdir(join(house, 'test'));
    for (const [file, text] of [
      ...OTHER_FILES,
      ...PACKAGES.flatMap((name) => packageNamed(name)),
      ...PROBES.map(([file, imports]) => [file, `export * from '${imports}';\n`] as const),
    ]) {
      await mkdir(join(house, dirname(file)), { recursive: true });
      await writeFile(join(house, file), text);
    }
    const args = ['apps', 'libs', 'tools', 'test', '--config', CONFIGURATION, '--output-type', 'json'];
    const { stdout } = await run(join(ROOT, 'node_modules/.bin/depcruise'), args, { cwd: house });
    broken = (JSON.parse(stdout) as Cruise).summary.violations;
  });

  afterAll(() => rm(house, { recursive: true }));

  it.each(PROBES)('refuse %s, which imports %s', (file, _, rule) => {
    const rules = broken.filter(({ from }) => from === file).map(({ rule: { name } }) => name);
    expect(rules).toContainEqual(expect.stringMatching(rule));
  });

  it.each(OTHER_FILES.filter(([file]) => !file.includes('two')))('let %s be', (file) => {
    expect(broken.filter(({ from }) => from === file)).toEqual([]);
  });
});

describe('the environment', () => {
  it.each(['libs/core/src/errors.ts', 'libs/checks/src/index.ts'])('is not read in %s', async (file) => {
    const lint = run('node_modules/.bin/eslint', ['--stdin', '--stdin-filename', file], { cwd: ROOT });
    lint.child.stdin?.end(`
      export const { env } = process;
      export const bucket = process.env['BUCKET'];
      export const queue = globalThis.process.env.QUEUE;
    `);
    const { stdout } = await lint.catch((error: { stdout: string }) => error);
    const lines = [...stdout.matchAll(/^ *(\d+):.*Environment is read where a process starts/gm)];
    expect(lines.map(([, line]) => Number(line))).toEqual([2, 3, 4]);
  });
});
