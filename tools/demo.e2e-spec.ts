import { describe, expect, it } from '@jest/globals';
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const { port } = new URL(process.env.AIRLOCK_URL ?? '');
const demo = (...files: string[]) =>
  run(process.execPath, ['dist/tools/demo/main.js', ...files], { env: { ...process.env, PORT: port } });

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

  it('takes whatever a policy allows by its name', async () => {
    const { stdout } = await demo(
      'test/fixtures/accept/libreoffice.xlsx',
      'test/fixtures/accept/media/lame.mp3',
    );
    expect(stdout).toContain('2 of 2 validated');
  });

  it.each([
    ['a file that is not there', ['nowhere.pdf'], 1, 'there is no file nowhere.pdf\n'],
    ['a type that nobody knows', ['LICENSE'], 1, 'no media type is known for LICENSE: give --type\n'],
    ['an option that it has not', ['--colour'], 2, /^Unknown option '--colour'.*\n\nnpm run demo/],
  ])('says in one line what is wrong: %s', async (_, args, code, stderr) => {
    const said = typeof stderr === 'string' ? stderr : expect.stringMatching(stderr);
    await expect(demo(...args)).rejects.toMatchObject({ code, stderr: said });
  });

  it('explains itself', async () => {
    expect((await demo('--help')).stdout).toContain('--policy NAME');
  });
});
