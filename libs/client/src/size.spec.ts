import { glob, readFile } from 'node:fs/promises';
import { gzipSync } from 'node:zlib';
import { transform } from '@swc/core';
import { expect, it } from '@jest/globals';

const MAX_BYTES = 6 * 1024;

/** More than what a bundler makes of it, which names each import once and shortens names across files. */
it('the whole package, minified and gzipped, fits into 6 KiB', async () => {
  const modules: string[] = [];
  for await (const path of glob('libs/client/src/*.ts', { exclude: ['**/*.spec.ts'] })) {
    const { code } = await transform(await readFile(path, 'utf8'), {
      jsc: { target: 'es2022', parser: { syntax: 'typescript' }, minify: { compress: true, mangle: true } },
      module: { type: 'es6' },
      minify: true,
    });
    modules.push(code);
  }
  expect(modules.length).toBeGreaterThan(10);
  expect(gzipSync(modules.join('\n'), { level: 9 }).length).toBeLessThan(MAX_BYTES);
});
