import { spawn } from 'node:child_process';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { PutObjectCommand, CreateBucketCommand, S3Client } from '@aws-sdk/client-s3';
import { CreateQueueCommand, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { startLocalCloud, type LocalCloud } from './start-local-cloud.js';

const MAIN = join(import.meta.dirname, '../../../dist/apps/local-cloud/src/main.js');

describe('the local cloud', () => {
  let directory: string;
  let cloud: LocalCloud;
  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'local-cloud-spec-'));
    cloud = await startLocalCloud({ port: 0, directory });
  });
  afterEach(async () => {
    await cloud.close();
    await rm(directory, { recursive: true });
  });
  const clientOf = () => ({
    endpoint: cloud.endpoint,
    region: 'us-east-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    maxAttempts: 1,
  });

  it('leaves nothing on the disk', async () => {
    const s3 = new S3Client({ ...clientOf(), forcePathStyle: true });
    await s3.send(new CreateBucketCommand({ Bucket: 'bucket' }));
    await s3.send(new PutObjectCommand({ Bucket: 'bucket', Key: '../../key', Body: 'bytes' }));
    expect(await readdir(directory, { recursive: true })).toHaveLength(2); // its own directory, one body
    await cloud.close();
    expect(await readdir(directory)).toEqual([]);
  });

  it('does not wait for a long poll when it closes', async () => {
    const sqs = new SQSClient(clientOf());
    const { QueueUrl } = await sqs.send(new CreateQueueCommand({ QueueName: 'queue' }));
    const polled = sqs.send(new ReceiveMessageCommand({ QueueUrl, WaitTimeSeconds: 20 }));
    const ended = expect(polled).rejects.toThrow();
    await sqs.send(new ReceiveMessageCommand({ QueueUrl, WaitTimeSeconds: 1 })); // by then the other one waits
    await cloud.close();
    await ended;
  });

  it('says that its port is taken', async () => {
    const port = Number(new URL(cloud.endpoint).port);
    await expect(startLocalCloud({ port, directory })).rejects.toMatchObject({ code: 'EADDRINUSE' });
    expect(await readdir(directory)).toHaveLength(1); // the first one's
  });

  it('ends with an error as a process when its port is taken', async () => {
    const { port } = new URL(cloud.endpoint);
    const child = spawn(process.execPath, [MAIN], {
      env: { ...process.env, LOCAL_CLOUD_PORT: port },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    const [said, code] = await Promise.all([
      text(child.stderr),
      new Promise((resolve) => child.once('exit', resolve)),
    ]);
    expect(said).toContain(`port ${port} is in use`);
    expect(code).toBe(1);
  });
});
