import { transform } from '@swc/core';
import { readFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { compileFunction } from 'node:vm';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));

/** A piece of source, and what stands there instead. */
export type Edit = readonly [original: string, mutated: string];

/** Loads a changed copy of a module, whose imports are the real ones. @throws if the source has not exactly one place for an edit */
export async function mutant(
  path: string,
  edits: readonly Edit[],
): Promise<Readonly<Record<string, unknown>>> {
  const source = edits.reduce(edited, await readFile(join(ROOT, path), 'utf8'));
  const { code } = await transform(source, {
    filename: path,
    swcrc: false,
    jsc: {
      target: 'es2023',
      parser: { syntax: 'typescript', decorators: true },
      transform: { legacyDecorator: true, useDefineForClassFields: false },
    },
    module: { type: 'commonjs' },
  });
  const modules = new Map<string, unknown>();
  for (const [, specifier = ''] of code.matchAll(/require\("([^"]+)"\)/g))
    modules.set(specifier, await import(located(specifier, path)));
  const exports: Record<string, unknown> = {};
  const load = compileFunction(code, ['exports', 'require']) as (exports: object, require: unknown) => void;
  load(exports, (specifier: string) => modules.get(specifier));
  return exports;
}

function edited(source: string, [original, mutated]: Edit): string {
  const places = source.split(original).length - 1;
  if (places !== 1) throw new Error(`the source has ${places} places for the edit, not one: ${original}`);
  return source.replace(original, () => mutated);
}

/** A relative import is relative to the original, not to us. */
function located(specifier: string, path: string): string {
  return specifier.startsWith('.')
    ? resolve(ROOT, dirname(path), specifier.replace(/\.js$/, '.ts'))
    : specifier;
}
