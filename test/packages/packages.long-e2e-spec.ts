import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Running } from '../../tools/stack/running.js';
import { upload } from '../e2e/support/airlock.js';
import { eventually } from '../e2e/support/eventually.js';
import { genuinePdf, PDF } from '../e2e/support/samples.js';
import { System } from '../faults/support/system.js';

const ROOT = resolve(import.meta.dirname, '../..');
const PACKAGES = ['client', 'events', 'custom-check', 'sqs-transport'] as const;
/** What a consumer needs beside our packages: what the READMEs say. */
const CONSUMER_DEPENDENCIES = [
  '@aws-sdk/client-sqs',
  '@nestjs/common',
  '@nestjs/core',
  '@nestjs/microservices',
  '@nestjs/platform-fastify',
  'reflect-metadata',
  'rxjs',
] as const;
const CONSUMER_TOOLS = ['@types/node', 'typescript'] as const;

const TSCONFIG = {
  compilerOptions: {
    target: 'es2024',
    module: 'nodenext',
    strict: true,
    skipLibCheck: true,
    types: ['node'],
    experimentalDecorators: true,
    emitDecoratorMetadata: true,
    rootDir: 'src',
    outDir: 'dist',
  },
  include: ['src'],
};

const run = promisify(execFile);
const bin = (name: string): string => join(ROOT, 'node_modules/.bin', name);

let folder: string;
let system: System;

/** The TypeScript example of a package's README that begins with those words. */
async function example(name: (typeof PACKAGES)[number], start: string): Promise<string> {
  const readme = await readFile(join(ROOT, 'libs', name, 'README.md'), 'utf8');
  const code = [...readme.matchAll(/```ts\n(.*?)```/gs)].map(([, code = '']) => code);
  const found = code.find((text) => text.startsWith(start));
  if (found === undefined) throw new Error(`${name} has no example that begins with ${start}`);
  return found;
}

async function manifest(): Promise<object> {
  const { dependencies, devDependencies } = JSON.parse(
    await readFile(join(ROOT, 'package.json'), 'utf8'),
  ) as Record<'dependencies' | 'devDependencies', Record<string, string>>;
  const versions = { ...devDependencies, ...dependencies };
  const pick = (names: readonly string[]) => Object.fromEntries(names.map((name) => [name, versions[name]]));
  const tarballs = await readdir(folder);
  const own = Object.fromEntries<string>(
    PACKAGES.map((name) => [
      `@airlock/${name}`,
      `file:${tarballs.find((file) => file.startsWith(`airlock-${name}-`))}`,
    ]),
  );
  return {
    private: true,
    type: 'module',
    dependencies: { ...pick(CONSUMER_DEPENDENCIES), ...own },
    devDependencies: pick(CONSUMER_TOOLS),
  };
}

/** A program in the folder, on the consumer's queue. */
function start(file: string, said: string[]): Running {
  const endpoint = system.cloudEndpoint;
  const queueUrl = `${endpoint}/000000000000/airlock-consumer`;
  return new Running(
    {
      name: file,
      command: process.execPath,
      args: [join(folder, 'dist', file)],
      env: {
        ...process.env,
        NODE_OPTIONS: '',
        AWS_REGION: 'us-east-1',
        AWS_ACCESS_KEY_ID: 'test',
        AWS_SECRET_ACCESS_KEY: 'test',
        AWS_ENDPOINT_URL: endpoint,
        QUEUE_URL: queueUrl,
        DEAD_LETTER_QUEUE_URL: `${queueUrl}-dlq`,
        SQS_WAIT_TIME_SECONDS: '1',
        HEALTH_PORT: '0',
      },
      isReady: async () => true,
    },
    (_, line) => said.push(line),
  );
}

async function announced(file: string): Promise<void> {
  const said: string[] = [];
  const consumer = start(file, said);
  try {
    const filename = `${file.replace('/', '-')}.pdf`;
    await upload(system.airlock, await genuinePdf(), { filename, contentType: PDF });
    await eventually(`an event of ${filename} for ${file}`, async () =>
      said.find((line) => line.includes(filename)),
    );
  } finally {
    await consumer.stop();
  }
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'airlock-packages-'));
  for (const name of PACKAGES)
    await run('npm', ['pack', '--pack-destination', folder], { cwd: join(ROOT, 'libs', name) });
  await writeFile(join(folder, 'package.json'), JSON.stringify(await manifest()));
  await writeFile(join(folder, 'tsconfig.json'), JSON.stringify(TSCONFIG));
  await run('npm', ['install', '--no-audit', '--no-fund', '--no-package-lock'], { cwd: folder });
  await mkdir(join(folder, 'src/nest'), { recursive: true });
  await cp(join(ROOT, 'apps/consumer/src'), join(folder, 'src/nest'), {
    recursive: true,
    filter: (path) => !path.endsWith('spec.ts'),
  });
  for (const file of await readdir(join(folder, 'src/nest'))) {
    const path = join(folder, 'src/nest', file);
    const text = await readFile(path, 'utf8');
    await writeFile(path, text.replaceAll(/'#(events|sqs-transport)'/g, "'@airlock/$1'"));
  }
  await writeFile(join(folder, 'src/plain.ts'), await example('events', 'import'));
  await writeFile(join(folder, 'src/check.ts'), await example('custom-check', 'import'));
  await writeFile(join(folder, 'src/page.ts'), await example('client', 'import { createClient }'));
  await writeFile(join(folder, 'src/backend.ts'), await example('client', 'import { createBackend }'));
  system = await System.start();
  await system.run('gateway');
  await system.run('scanner');
});

afterAll(async () => {
  await system.stop();
  await rm(folder, { recursive: true });
});

describe('the packages, in a folder of their own', () => {
  it('compile with the example consumer and the examples of their READMEs', async () => {
    const compiler = run(join(folder, 'node_modules/.bin/tsc'), ['-p', '.'], { cwd: folder });
    const { stdout } = await compiler.catch((error: { stdout: string }) => error);
    expect(stdout).toBe('');
  });

  it('let the copied consumer receive an event', () => announced('nest/main.js'));

  it('let the consumer without Nest receive an event', () => announced('plain.js'));

  it.each(PACKAGES)('@airlock/%s is packed as npm and TypeScript expect it', async (name) => {
    await run(bin('publint'), ['--strict', join(ROOT, 'libs', name)]);
    await run(bin('attw'), ['--profile', 'esm-only', '--pack', join(ROOT, 'libs', name)]);
  });
});
