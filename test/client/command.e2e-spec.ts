import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { executable, genuinePdf } from '../e2e/support/samples.js';

const ROOT = resolve(import.meta.dirname, '../..');
const COMMAND = join(ROOT, 'dist/libs/client/src/command/main.js');

interface Ran {
  readonly exitCode: number;
  readonly out: string;
  readonly errors: string;
}

/** In a shell of somebody who has two files. */
describe('airlock', () => {
  let folder: string;
  let pdf: Buffer;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'airlock-command-'));
    pdf = await genuinePdf();
    await writeFile(join(folder, 'offer.pdf'), pdf);
    await writeFile(join(folder, 'program.pdf'), executable());
  });
  afterAll(() => rm(folder, { recursive: true }));

  const run = (program: string, args: string[], cwd: string, env: object = {}): Promise<Ran> =>
    new Promise((resolve) => {
      const settings = {
        AIRLOCK_URL: process.env.AIRLOCK_URL,
        AIRLOCK_KEY: process.env.AIRLOCK_API_KEY,
        NODE_OPTIONS: '',
      };
      const options = { cwd, env: { ...process.env, ...settings, ...env } };
      execFile(program, args, options, (error, out, errors) => {
        resolve({ exitCode: error === null ? 0 : Number(error.code), out, errors });
      });
    });
  const airlock = (...args: string[]) => run(process.execPath, [COMMAND, ...args], folder);
  const uploaded = async () =>
    (JSON.parse((await airlock('upload', '--json', 'offer.pdf')).out) as { id: string }).id;

  it('uploads a file and says what it is and what its id is', async () => {
    const { exitCode, out, errors } = await airlock('upload', 'offer.pdf');
    expect(out).toMatch(/^offer\.pdf: validated, application\/pdf, 80,953 bytes\n {2}id [\w-]{52}\n$/);
    expect({ exitCode, errors }).toEqual({ exitCode: 0, errors: '' });
  });

  it('gives a line of JSON for each file, and 1 if one of them was rejected', async () => {
    const { exitCode, out } = await airlock('upload', '--json', 'program.pdf', 'offer.pdf');
    const lines = out.trim().split('\n');
    expect(lines.map((line) => JSON.parse(line) as object)).toEqual([
      expect.objectContaining({
        file: 'program.pdf',
        status: 'rejected',
        rejection: expect.objectContaining({ code: expect.any(String) }),
      }),
      expect.objectContaining({ file: 'offer.pdf', status: 'validated' }),
    ]);
    expect(exitCode).toBe(1);
  });

  it('gives 1 and the sentence of the gateway for what a policy does not take', async () => {
    const { exitCode, errors } = await airlock('upload', '--policy', 'images', 'offer.pdf');
    expect(errors).toMatch(/^offer\.pdf: .+ \(media-type-[a-z-]+\)\n$/);
    expect(exitCode).toBe(1);
  });

  it('downloads the bytes that were uploaded, and overwrites nothing', async () => {
    const id = await uploaded();
    expect((await airlock('download', id, '--output', 'back.pdf')).out).toBe('saved as back.pdf\n');
    expect((await readFile(join(folder, 'back.pdf'))).equals(pdf)).toBe(true);
    const again = await airlock('download', id);
    expect(again).toMatchObject({ exitCode: 3, errors: `${id}: there is a file offer.pdf already\n` });
  });

  it('erases, and then says so', async () => {
    const id = await uploaded();
    expect(await airlock('erase', id)).toMatchObject({ exitCode: 0, out: 'erased\n' });
    expect(await airlock('status', id)).toMatchObject({
      exitCode: 1,
      out: expect.stringMatching(/^erased at /),
    });
    expect((await airlock('download', id)).exitCode).toBe(1);
  });

  it('uploads nothing if a file is missing, and says which', async () => {
    const { exitCode, out, errors } = await airlock('upload', 'offer.pdf', 'nothing.pdf', '.');
    expect({ exitCode, out }).toEqual({ exitCode: 2, out: '' });
    expect(errors).toBe('airlock: there is no file nothing.pdf\nairlock: . is no file\n');
  });

  it.each([
    [[], 'a command is missing'],
    [['upload'], 'upload needs a file'],
    [['remove', 'x'], 'no command is named remove'],
    [['erase', 'x', 'y'], 'erase needs the id of one upload'],
    [['upload', '--polciy', 'x'], "Unknown option '--polciy'"],
  ])('gives 2 and one line for %j', async (args, reason) => {
    const { exitCode, errors } = await airlock(...args);
    expect(exitCode).toBe(2);
    expect(errors.startsWith(reason)).toBe(true);
    expect(errors.trim().split('\n')).toHaveLength(1);
  });

  it('gives 3 for an id of nobody, and for a key of nobody', async () => {
    expect((await airlock('status', 'nobody')).exitCode).toBe(3);
    const stranger = await run(process.execPath, [COMMAND, 'status', 'nobody'], folder, {
      AIRLOCK_KEY: 'stranger',
    });
    expect(stranger).toMatchObject({ exitCode: 3, errors: expect.stringContaining('unauthenticated') });
  });

  it('is there as `npx airlock` where Airlock was cloned', async () => {
    const { exitCode, out } = await run('npx', ['airlock', 'upload', join(folder, 'offer.pdf')], ROOT);
    expect(out).toContain('offer.pdf: validated');
    expect(exitCode).toBe(0);
  });
});
