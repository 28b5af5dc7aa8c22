import { readFile } from 'node:fs/promises';
import { AirlockError, parsePolicies } from '#core';
import type { Policies } from './policies.js';

/** @throws AirlockError `configuration-invalid`, for a file that is not there as for one that is wrong */
export async function readPolicies(path: string): Promise<Policies> {
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
