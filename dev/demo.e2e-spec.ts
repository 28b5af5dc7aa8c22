import { describe, expect, it, jest } from '@jest/globals';
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

jest.setTimeout(60_000);
const run = promisify(execFile);
const { port } = new URL(process.env.AIRLOCK_URL ?? '');
const demo = (...files: string[]) =>
  run(process.execPath, ['dist/dev/demo/main.js', ...files], { env: { ...process.env, PORT: port } });

describe('npm run demo', () => {
  it('shows that genuine samples are validated and hostile ones are not', async () => {
    const { stdout } = await demo();
    expect(stdout).toContain('9 of 9 as expected');
  });

  it('fails when a file of the user is not what its name says', async () => {
    const directory = await mkdtemp(join(tmpdir(), 'airlock-demo-'));
    const file = join(directory, 'no.pdf');
    await writeFile(file, 'MZ, not a PDF');
    await expect(demo(file)).rejects.toMatchObject({
      code: 1,
      stdout: expect.stringMatching(/no\.pdf +application\/pdf +rejected +type-mismatch/),
    });
    await rm(directory, { recursive: true });
  });
});
