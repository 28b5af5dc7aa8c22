import { PutObjectCommand } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { INestApplicationContext } from '@nestjs/common';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { provision } from '#aws';
import { type CustomCheck, Inspection } from '#checks';
import {
  encodeDeclaration,
  incomingKey,
  parsePolicies,
  type UploadRef,
  verdictKey,
  VerdictStore,
} from '#core';
import { startReceiver } from '#service';
import { type SettledMessage, SqsServer, type SqsState } from '#sqs-transport';
import { aDeclaration, anUpload } from '#testing';
import { anEnvironment, clientsFor } from '#testing/cloud';
import { ScannerEnvironment } from './config/scanner-environment.js';
import { ScannerModule } from './scanner.module.js';

const TEXT = 'text/plain';
const BODY = 'hello world';
const policies = parsePolicies({ policies: [{ name: 'documents', maxBytes: 100, contentTypes: [TEXT] }] });
const noLog = { log: () => undefined, warn: () => undefined, error: () => undefined };

/** Fails for the objects whose names say so. */
const moody: CustomCheck = {
  name: 'moody',
  async inspect({ declaration: { filename } }) {
    if (filename === 'crafted.txt') throw new Error('cannot cope with this file');
    if (filename === 'away.txt')
      throw Object.assign(new Error('no scanner'), { code: 'dependency-unavailable' });
    return {};
  },
};

const environment: ScannerEnvironment = Object.assign(new ScannerEnvironment(), anEnvironment(), {
  SQS_WAIT_TIME_SECONDS: 1,
  SWEEP_INTERVAL_SECONDS: 0,
});
const clients = clientsFor(environment);
let app: INestApplicationContext;
let server: SqsServer;
let states: SqsState[] = [];
let settled: SettledMessage[] = [];

beforeAll(async () => {
  await provision(environment, join(process.cwd(), 'localstack/resources'));
  const inspection = new Inspection({ customChecks: [moody] });
  const module = ScannerModule.forRoot(environment, policies, inspection);
  const service = { host: '127.0.0.1', logger: noLog };
  app = await startReceiver({ module, transport: SqsServer, port: '0' }, service);
  server = app.get(SqsServer);
  server.on('state', (state) => void states.push(state));
  server.on('settled', (message) => void settled.push(message));
});
afterAll(() => app.close());
beforeEach(async () => {
  await until(() => server.isReceiving());
  [states, settled] = [[], []];
});

async function arrive(filename: string): Promise<UploadRef> {
  const upload = anUpload();
  await clients.s3.send(
    new PutObjectCommand({
      Bucket: environment.BUCKET,
      Key: incomingKey(upload),
      Body: BODY,
      ContentType: TEXT,
      Metadata: encodeDeclaration(aDeclaration({ filename, contentType: TEXT, size: BODY.length })),
    }),
  );
  return upload;
}

async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await condition())) await pause(20);
}

describe('the scan queue', () => {
  it('goes on receiving while one object cannot be decided, whose message comes again', async () => {
    await arrive('crafted.txt');
    await until(() => settled.some(({ settlement }) => settlement === 'retried'));
    expect(settled).toContainEqual(
      expect.objectContaining({
        settlement: 'retried',
        reason: expect.stringContaining('custom check moody failed: cannot cope with this file'),
      }),
    );
    const other = await arrive('other.txt');
    const verdicts = app.get(VerdictStore);
    await until(async () => (await verdicts.find(other))?.verdict.status === 'validated');
    expect(states).toEqual([]);
  });

  it('goes on receiving while there is a verdict that nobody can read', async () => {
    const upload = anUpload();
    const Bucket = environment.BUCKET;
    await clients.s3.send(new PutObjectCommand({ Bucket, Key: verdictKey(upload), Body: 'no verdict' }));
    await clients.s3.send(new PutObjectCommand({ Bucket, Key: incomingKey(upload), Body: BODY }));
    await until(() => settled.some(({ settlement }) => settlement === 'retried'));
    expect(settled).toContainEqual(
      expect.objectContaining({ reason: expect.stringContaining('the stored verdict is not JSON') }),
    );
    expect(states).toEqual([]);
  });

  it('pauses while what every object needs is away', async () => {
    await arrive('away.txt');
    await until(() => states.includes('paused'));
    expect(states).toContain('paused');
  });
});
