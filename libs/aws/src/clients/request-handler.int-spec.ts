import { GetObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { afterEach, describe, expect, it } from '@jest/globals';
import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { OpenRange } from '#core';
import { S3ObjectStore } from '../s3/s3-object-store.js';
import { requestHandler } from './request-handler.js';

const SHORT_MS = 50;
const LONG_MS = 60_000;

describe('a request', () => {
  const closing: (() => void)[] = [];
  afterEach(() => closing.splice(0).forEach((close) => close()));

  async function aClient(answer: RequestListener, ...timeouts: [number, number]): Promise<S3Client> {
    const server = createServer(answer).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const s3 = new S3Client({
      endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
      region: 'us-east-1',
      credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
      forcePathStyle: true,
      maxAttempts: 1,
      requestHandler: requestHandler(...timeouts),
    });
    closing.push(() => {
      s3.destroy();
      server.closeAllConnections();
      server.close();
    });
    return s3;
  }

  it('ends when no answer comes', async () => {
    const s3 = await aClient(() => undefined, SHORT_MS, LONG_MS);
    const get = new GetObjectCommand({ Bucket: 'airlock', Key: 'a' });
    await expect(s3.send(get)).rejects.toMatchObject({ name: 'TimeoutError' });
  });

  it('ends when the body stalls', async () => {
    const s3 = await aClient(
      (_, response) => {
        response.writeHead(206, {
          'content-range': 'bytes 0-4/5',
          'last-modified': 'Tue, 01 Jan 2030 00:00:00 GMT',
          etag: '"e"',
        });
        response.write('he');
      },
      LONG_MS,
      SHORT_MS,
    );
    const range = (await new S3ObjectStore('airlock', s3, s3).open('a', { start: 0 }, {})) as OpenRange;
    const chunks = range.body[Symbol.asyncIterator]();
    await chunks.next();
    await expect(chunks.next()).rejects.toMatchObject({ code: 'dependency-unavailable' });
  });
});
