import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { AirlockError } from '#core';
import type { CustomCheck } from '#custom-check';

const NAME = /^[a-z0-9-]{1,40}$/;

/**
 * The checks that these modules export by default: one each, or an array. Paths are relative to the working directory.
 * @throws AirlockError `configuration-invalid` that lists every problem at once
 */
export async function loadCustomChecks(paths: readonly string[]): Promise<CustomCheck[]> {
  const checks: CustomCheck[] = [];
  const problems: string[] = [];
  for (const path of paths) {
    const exported = await importDefault(path).catch((error: unknown) => {
      problems.push(`${path}: ${error instanceof Error ? error.message : String(error)}`);
      return [];
    });
    for (const candidate of Array.isArray(exported) ? (exported as unknown[]) : [exported]) {
      if (!isCustomCheck(candidate))
        problems.push(`${path}: a check has a name of [a-z0-9-]{1,40} and an inspect method`);
      else if (checks.some(({ name }) => name === candidate.name))
        problems.push(`${path}: ${candidate.name} exists twice`);
      else checks.push(candidate);
    }
  }
  if (problems.length > 0)
    throw new AirlockError(
      'configuration-invalid',
      `the custom checks are invalid:\n  ${problems.join('\n  ')}`,
    );
  return checks;
}

async function importDefault(path: string): Promise<unknown> {
  const module = (await import(pathToFileURL(resolve(path)).href)) as { default?: unknown };
  return module.default;
}

function isCustomCheck(candidate: unknown): candidate is CustomCheck {
  const { name, inspect } = (candidate ?? {}) as Partial<CustomCheck>;
  return typeof name === 'string' && NAME.test(name) && typeof inspect === 'function';
}
