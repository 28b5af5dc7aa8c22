import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { type ChildProcessWithoutNullStreams, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { assertFree, freePorts } from './stack/ports.js';

jest.setTimeout(60_000);
const running: ChildProcessWithoutNullStreams[] = [];

afterEach(() => {
  for (const child of running.splice(0)) child.kill('SIGKILL');
});

describe('npm start', () => {
  it('prints a curl line that works when pasted, and ends with all it started on Ctrl-C', async () => {
    const start = await started();
    const response = await pasted(/^ +(curl .*)$/m.exec(start.output())?.[1] ?? '');
    expect(response.status).toBe(201);
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
    const start = run(ports);
    expect(await once(start.child, 'exit')).toEqual([1, null]);
    expect(start.output()).toMatch(new RegExp(`^port ${taken} is taken.*${variable}$`, 'm'));
    server.close();
  });
});

function run(environment: Readonly<Record<string, string>>) {
  const onLocalStack = process.env.NATIVE_LOCALSTACK ? ['--cloud=localstack'] : [];
  const child = spawn(process.execPath, ['dist/dev/start.js', ...onLocalStack], {
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
  const start = run({ ...environment, ...chosen });
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

/** A shell reads the line as it would a pasted one; the request is made here, as curl need not be installed. */
async function pasted(line: string): Promise<Response> {
  const words = execFileSync('sh', ['-c', `curl() { printf '%s\\0' "$@"; }; ${line}`])
    .toString()
    .split('\0');
  const after = (option: string) => words.flatMap((word, i) => (word === option ? [words[i + 1] ?? ''] : []));
  const headers = after('-H').map((header) => header.split(': ') as [string, string]);
  const url = words.find((word) => word.startsWith('http')) ?? '';
  return fetch(url, { method: 'POST', headers, body: after('-d')[0] });
}

/** Each process of the stack listens on a port; one that is left behind would hold it. */
const areFree = (ports: readonly number[]) =>
  Promise.all(ports.map((port) => assertFree(port, 'PORT'))).then(
    () => true,
    () => false,
  );
