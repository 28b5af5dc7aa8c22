import { afterEach, describe, expect, it } from '@jest/globals';
import { type ChildProcessWithoutNullStreams, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { assertFree, freePorts } from './stack/ports.js';

const run = promisify(execFile);
const GENUINE = 'node_modules/pdf-parse/test/data/04-valid.pdf';
const running: ChildProcessWithoutNullStreams[] = [];

afterEach(() => {
  for (const child of running.splice(0)) child.kill('SIGKILL');
});

describe('npm start', () => {
  it('prints a line that works when pasted, and ends with all it started on Ctrl-C', async () => {
    const start = await started();
    const [, line = ''] = /^ +(AIRLOCK_URL=.* airlock upload .*)$/m.exec(start.output()) ?? [];
    const { stdout } = await run('sh', ['-c', line.replace('FILE…', GENUINE)]);
    expect(stdout).toContain('validated');
    start.child.kill('SIGINT'); // from the terminal
    start.child.kill('SIGINT'); // and passed on by npm
    expect(await once(start.child, 'exit')).toEqual([0, null]);
    expect(await areFree(start.ports)).toBe(true);
  });

  it('starts an app again that died, says so, and still ends with all of it on Ctrl-C', async () => {
    const start = await started({ LOG_FORMAT: 'json' });
    const firstPid = Number(/^scanner .*"pid":(\d+),.*scanner is up/m.exec(start.output())?.[1]);
    process.kill(firstPid, 'SIGKILL');
    while (!/^scanner +\| works again$/m.test(start.output())) await pause(50);
    expect(start.output()).toMatch(/^scanner +\| died \(SIGKILL\); it is started again in 1 s$/m);
    start.child.kill('SIGINT');
    expect(await once(start.child, 'exit')).toEqual([0, null]);
    expect(await areFree(start.ports)).toBe(true);
  });

  it('leaves nothing behind when it is killed', async () => {
    const start = await started();
    start.child.kill('SIGKILL');
    while (!(await areFree(start.ports))) await pause(50);
    expect(start.ports).toHaveLength(4);
  });

  it.each([
    ['LOCAL_CLOUD_PORT', 0],
    ['PORT', 0],
    ['PORT', 2],
  ])('says that %s is taken, the port and what chooses another', async (variable, offset) => {
    const ports = await chosenPorts();
    const taken = Number(ports[variable as keyof typeof ports]) + offset;
    const server = createServer().listen(taken);
    await once(server, 'listening');
    const start = launch(ports);
    expect(await once(start.child, 'exit')).toEqual([1, null]);
    expect(start.output()).toMatch(new RegExp(`^port ${taken} is taken.*${variable}$`, 'm'));
    server.close();
  });
});

function launch(environment: Readonly<Record<string, string>>) {
  const onLocalStack = process.env.NATIVE_LOCALSTACK ? ['--cloud=localstack'] : [];
  const child = spawn(process.execPath, ['dist/tools/start.js', ...onLocalStack], {
    env: { ...process.env, ...environment },
  });
  running.push(child);
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
  return { child, output: () => output };
}

async function started(environment: Readonly<Record<string, string>> = {}) {
  const chosen = await chosenPorts();
  const start = launch({ ...environment, ...chosen });
  while (!start.output().includes('Ctrl-C stops everything')) {
    if (start.child.exitCode !== null) throw new Error(start.output());
    await pause(50);
  }
  const port = Number(chosen.PORT);
  return { ...start, ports: [Number(chosen.LOCAL_CLOUD_PORT), port, port + 1, port + 2] };
}

/** The gateway's port needs two free ones behind it. */
async function chosenPorts() {
  const [cloud = 0, gateway = 0] = await freePorts(2);
  return { LOCAL_CLOUD_PORT: String(cloud), PORT: String(gateway) };
}

/** Each process of the stack listens on a port; one that is left behind would hold it. */
const areFree = (ports: readonly number[]) =>
  Promise.all(ports.map((port) => assertFree(port, 'PORT'))).then(
    () => true,
    () => false,
  );
