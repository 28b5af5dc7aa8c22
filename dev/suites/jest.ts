import { spawn } from 'node:child_process';
import { once } from 'node:events';

const JEST = 'node_modules/jest/bin/jest.js';

/** Runs Jest on this terminal and resolves with its exit code. */
export async function jest(
  args: readonly string[],
  environment: Readonly<Record<string, string>>,
): Promise<number> {
  const node = ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning'];
  const child = spawn(process.execPath, [...node, JEST, '-w', '1', ...args], {
    env: { ...process.env, ...environment },
    stdio: 'inherit',
  });
  const [code] = (await once(child, 'exit')) as [number | null];
  return code ?? 1;
}
