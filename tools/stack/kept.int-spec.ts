import { afterEach, describe, expect, it } from '@jest/globals';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Kept } from './kept.js';
import { nodeProgram, type Program } from './program.js';

const IDLE = 'setInterval(() => undefined, 1000);';
const stops: (() => Promise<unknown>)[] = [];

afterEach(async () => {
  await Promise.all(stops.splice(0).map((stop) => stop()));
});

describe('a program of the stack', () => {
  it('is read line by line, under its name', async () => {
    const { lines } = await started(`console.log('one\\ntwo'); ${IDLE}`);
    await until(() => lines.includes('app: one') && lines.includes('app: two'));
  });

  it('is started again when it dies, after a pause and with a line that says so, and after a longer one the next time', async () => {
    const { kept, lines } = await started(IDLE);
    process.kill(kept.pid ?? 0, 'SIGKILL');
    await until(() => lines.includes('app: works again'));
    expect(lines).toContain('app: died (SIGKILL); it is started again in 1 s');
    process.kill(kept.pid ?? 0, 'SIGKILL'); // again at once: it may be dying in a loop
    await until(() => lines.includes('app: died (SIGKILL); it is started again in 2 s'));
  });

  it('is tried again, after a longer pause, when it ends before it works again', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'airlock-kept-'));
    stops.push(() => rm(folder, { recursive: true }));
    const mistake = join(folder, 'mistake');
    const { kept, lines } = await started(
      `if (require('node:fs').existsSync(${JSON.stringify(mistake)})) process.exit(3); ${IDLE}`,
      { isReady: async () => !existsSync(mistake) },
    );
    await writeFile(mistake, '');
    process.kill(kept.pid ?? 0, 'SIGKILL');
    await until(() => lines.includes('app: died (exit code 3); it is started again in 2 s'));
    await rm(mistake);
    await until(() => lines.includes('app: works again'));
    expect(lines).toEqual([
      'app: died (SIGKILL); it is started again in 1 s',
      'app: app ended before it was ready (exit code 3)',
      'app: died (exit code 3); it is started again in 2 s',
      'app: works again',
    ]);
  });

  it('is not started again once it was told to stop', async () => {
    const { kept, lines } = await started(IDLE);
    const { pid = 0 } = kept;
    expect(await kept.stop()).toBe(true);
    expect(isAlive(pid)).toBe(false);
    expect(lines.filter((line) => line.includes('again'))).toEqual([]);
  });

  it('is prepared anew after each start', async () => {
    let prepared = 0;
    const { kept } = await started(IDLE, { prepare: async () => void prepared++ });
    process.kill(kept.pid ?? 0, 'SIGKILL');
    await until(() => prepared === 2);
  });

  it('is killed, and what it started too, when it does not stop in time', async () => {
    const { kept, lines } = await started(
      `process.on('SIGTERM', () => undefined);
       const child = require('node:child_process').spawn(process.execPath, ['-e', ${JSON.stringify(IDLE)}]);
       console.log(child.pid); ${IDLE}`,
      { stopMilliseconds: 100 },
    );
    await until(() => lines.length > 0);
    expect(await kept.stop()).toBe(false);
    await until(() => !isAlive(Number(lines[0]?.slice('app: '.length))));
  });

  it('fails to start with what it said last when it ends before it is ready', async () => {
    const dying = started(`console.error('no such bucket'); process.exit(3)`, {
      isReady: () => Promise.resolve(false),
    });
    await expect(dying).rejects.toThrow(/app ended before it was ready \(exit code 3\)[^]*no such bucket/);
  });

  it('ends when its parent is gone', async () => {
    const { command, args } = nodeProgram('-e', `console.log('up'); ${IDLE}`);
    const child = spawn(command, args, { stdio: ['pipe', 'pipe', 'inherit'] });
    await once(child.stdout, 'data');
    child.stdin.end(); // what the kernel does to the pipe of a parent that was killed
    expect(await once(child, 'exit')).toEqual([null, 'SIGTERM']);
  });
});

async function started(script: string, changes: Partial<Program> = {}) {
  const lines: string[] = [];
  const program: Program = {
    name: 'app',
    ...nodeProgram('-e', script),
    env: { PATH: process.env.PATH },
    isReady: () => Promise.resolve(true),
    ...changes,
  };
  const log = (name: string, line: string) => void lines.push(`${name}: ${line}`);
  const kept = await Kept.start(program, log, new AbortController().signal);
  stops.push(() => kept.stop());
  return { kept, lines };
}

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await pause(10);
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
