import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);
const MAX_OUTPUT_BYTES = 16 * 1024 * 1024;

/** Runs docker and resolves with what it printed. @throws Error with what it said on failure */
export async function docker(...args: readonly string[]): Promise<string> {
  const { stdout } = await run('docker', args, { maxBuffer: MAX_OUTPUT_BYTES });
  return stdout.trim();
}

/** docker compose, for the project that COMPOSE_PROJECT_NAME names. */
export const compose = (...args: readonly string[]) => docker('compose', ...args);
