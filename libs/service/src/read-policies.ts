import { readFile } from 'node:fs/promises';
import { AirlockError, parsePolicies, type Policy } from '#core';

/** The policies of `POLICIES_FILE`. @throws AirlockError `configuration-invalid`, for a file that is not there as for one that is wrong */
export async function readPolicies(path: string): Promise<ReadonlyMap<string, Policy>> {
  return parsePolicies(await readJson(path));
}

async function readJson(path: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(path, 'utf8'));
  } catch (cause) {
    const reason = cause instanceof SyntaxError ? 'is not JSON' : 'cannot be read';
    throw new AirlockError('configuration-invalid', `POLICIES_FILE ${path} ${reason}`, { cause });
  }
}
