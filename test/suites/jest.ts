import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { type Tally, tallyOf } from './tally.js';

const JEST = 'node_modules/jest/bin/jest.js';

/** Runs Jest, passing on what it prints. A run that fails in another way than by its tests counts as one failure. */
export async function jest(
  args: readonly string[],
  environment: Readonly<Record<string, string>>,
): Promise<Tally> {
  const node = ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning'];
  const child = spawn(process.execPath, [...node, JEST, '-w', '1', ...args], {
    env: { ...process.env, ...environment },
    stdio: ['inherit', 'pipe', 'inherit'],
  });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => {
    output += chunk.toString();
    process.stdout.write(chunk);
  });
  const [code] = (await once(child, 'close')) as [number | null];
  const tally = tallyOf(output) ?? { passed: 0, failed: 0, skipped: 0 };
  return code !== 0 && tally.failed === 0 ? { ...tally, failed: 1 } : tally;
}
