import { createHash } from 'node:crypto';
import { access, readFile, rename, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Log } from '../stack/program.js';
import { Running } from '../stack/running.js';

const REQUIREMENTS = 'localstack/requirements.txt';
const HOME = '.localstack';

/**
 * The Python of a virtual environment with exactly the locked packages; made on first use, and again when the lock
 * changes. It gets its name last, so that one that was interrupted is never taken for whole.
 */
export async function virtualEnvironment(
  python: string,
  log: Log,
  requirements = REQUIREMENTS,
): Promise<string> {
  const lock = createHash('sha256')
    .update(await readFile(requirements))
    .digest('hex');
  const made = resolve(HOME, `venv-${lock.slice(0, 12)}`);
  const inside = (directory: string) => join(directory, 'bin', 'python');
  if (await exists(inside(made))) return inside(made);
  const making = `${made}.${process.pid}`;
  try {
    log('python', `installing ${requirements} into ${made}; once, about a minute`);
    await run(python, ['-m', 'venv', making], log);
    const pip = ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '--require-hashes'];
    await run(inside(making), [...pip, '-r', requirements], log);
    await rename(making, made).catch(async (error: unknown) => {
      if (!(await exists(inside(made)))) throw error; // somebody else was first
    });
  } finally {
    await rm(making, { recursive: true, force: true });
  }
  return inside(made);
}

async function run(command: string, args: readonly string[], log: Log): Promise<void> {
  const never = () => Promise.resolve(false);
  const ended = await new Running({ name: 'python', command, args, env: process.env, isReady: never }, log)
    .ended;
  if (ended !== 'exit code 0') throw new Error(`${command} ${args.join(' ')} failed: ${ended}`);
}

const exists = (path: string) =>
  access(path).then(
    () => true,
    () => false,
  );
