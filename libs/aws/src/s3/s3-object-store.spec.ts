import { describe, expect, it } from '@jest/globals';
import { Readable } from 'node:stream';
import type { OpenRange, Promotion } from '#core';
import { s3Error, scriptedClients, type ScriptedAnswer } from '#testing/cloud';
import { S3ObjectStore } from './s3-object-store.js';

const UNAVAILABLE = { code: 'dependency-unavailable' };
const HEAD = { etag: '"e"', 'last-modified': 'Tue, 01 Jan 2030 00:00:00 GMT', 'content-type': 'text/plain' };
const COPIED: ScriptedAnswer = {
  status: 200,
  body: '<CopyObjectResult><ETag>"new"</ETag></CopyObjectResult>',
};
const PROMOTION: Promotion = {
  from: 'incoming/acme/a b',
  ifMatch: '"e"',
  to: 'clean/acme/a',
  contentType: 'application/pdf',
  contentDisposition: 'attachment; filename="a.pdf"',
  metadata: { policy: 'documents' },
};

function scripted(...script: (ScriptedAnswer | Error)[]) {
  const { clients, requests } = scriptedClients(...script);
  return { store: new S3ObjectStore('airlock', clients.s3, clients.s3Copies), requests };
}

/** A 206 for `bytes=0-4` of ten bytes, unless said otherwise. */
const partial = (body: string | Readable, range: string | undefined = 'bytes 0-4/10'): ScriptedAnswer => ({
  status: 206,
  headers: { ...HEAD, 'content-range': range },
  body,
});

async function read({ store }: ReturnType<typeof scripted>): Promise<string> {
  const { body } = (await store.open('a', { start: 0, length: 5 }, {})) as OpenRange;
  const chunks: Uint8Array[] = [];
  for await (const chunk of body) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

describe('S3ObjectStore, reading', () => {
  it('takes no answer for the range but the range', async () => {
    expect(await read(scripted(partial('hello')))).toBe('hello');
  });

  it.each([
    ['everything', { status: 200, headers: HEAD, body: 'hello worl' }],
    ['another start', partial('hello', 'bytes 1-5/10')],
    ['fewer bytes than the object has', partial('hell', 'bytes 0-3/10')],
    ['an unknown size', partial('hello', 'bytes 0-4/*')],
    ['an impossible range', partial('hello', 'bytes 0-4/3')],
  ])('refuses an answer with %s', async (_, answer) => {
    await expect(read(scripted(answer))).rejects.toMatchObject(UNAVAILABLE);
  });

  it.each([
    ['is cut short', 'hell'],
    ['goes on', 'hello w'],
  ])('refuses a body that %s', async (_, body) => {
    await expect(read(scripted(partial(body)))).rejects.toMatchObject(UNAVAILABLE);
  });

  it('says so when the connection breaks within the body', async () => {
    const body = Readable.from(brokenAfter('he'));
    await expect(read(scripted(partial(body)))).rejects.toMatchObject(UNAVAILABLE);
  });

  it('survives a connection that breaks before anybody reads', async () => {
    const body = new Readable({ read: () => undefined });
    const { store } = scripted(partial(body));
    await store.open('a', { start: 0, length: 5 }, {});
    body.destroy(new Error('ECONNRESET'));
    await new Promise(setImmediate); // an unhandled 'error' event would end the test run
    expect(body.destroyed).toBe(true);
  });

  it('frees the socket of a body that nobody began to read', async () => {
    const body = new Readable({ read: () => undefined });
    const { store } = scripted(partial(body));
    const range = (await store.open('a', { start: 0, length: 5 }, {})) as OpenRange;
    await range.body[Symbol.asyncIterator]().return?.();
    expect(body.destroyed).toBe(true);
  });

  it('frees the socket of an answer it refuses', async () => {
    const body = new Readable({ read: () => undefined });
    const { store } = scripted({ status: 200, headers: HEAD, body });
    await expect(store.open('a', { start: 0, length: 5 }, {})).rejects.toMatchObject(UNAVAILABLE);
    expect(body.destroyed).toBe(true);
  });

  it.each([
    ['403', s3Error(403, 'AccessDenied')],
    ['404 of the bucket', s3Error(404, 'NoSuchBucket')],
    ['400', s3Error(400, 'InvalidRequest')],
    ['409', s3Error(409, 'OperationAborted')],
  ])('does not take %s for absence', async (_, answer) => {
    await expect(read(scripted(answer))).rejects.toMatchObject(UNAVAILABLE);
  });

  it('does not take 403 on a HEAD for absence', async () => {
    const { store } = scripted({ status: 403 });
    await expect(store.head('a')).rejects.toMatchObject(UNAVAILABLE);
  });

  it('asks once more about an empty object, pinned to the same ETag', async () => {
    const { store, requests } = scripted(s3Error(416, 'InvalidRange'), {
      status: 200,
      headers: { ...HEAD, 'content-length': '0' },
    });
    await store.open('a', { start: 0, length: 5 }, { ifMatch: '"e"' });
    expect(requests.map(({ method, headers }) => [method, headers['if-match']])).toEqual([
      ['GET', '"e"'],
      ['HEAD', '"e"'],
    ]);
  });

  it('does not call an object empty that was filled meanwhile', async () => {
    const filled = { status: 200, headers: { ...HEAD, 'content-length': '7' } };
    await expect(read(scripted(s3Error(416, 'InvalidRange'), filled))).rejects.toMatchObject({
      code: 'undecidable',
    });
  });
});

describe('S3ObjectStore, promoting', () => {
  it('pins the source, spares the target and replaces what was claimed', async () => {
    const { store, requests } = scripted(COPIED);
    expect(await store.promote(PROMOTION)).toEqual({ etag: '"new"' });
    expect(requests[0]?.headers).toMatchObject({
      'x-amz-copy-source': 'airlock/incoming/acme/a%20b',
      'x-amz-copy-source-if-match': '"e"',
      'if-none-match': '*',
      'x-amz-metadata-directive': 'REPLACE',
      'content-type': 'application/pdf',
      'content-disposition': 'attachment; filename="a.pdf"',
      'x-amz-meta-policy': 'documents',
    });
  });

  it('tries again when it met another request', async () => {
    const { store, requests } = scripted(s3Error(409, 'ConditionalRequestConflict'), COPIED);
    expect(await store.promote(PROMOTION)).toEqual({ etag: '"new"' });
    expect(requests).toHaveLength(2);
  });

  it('does not try for ever', async () => {
    const { store, requests } = scripted(s3Error(409, 'ConditionalRequestConflict'));
    await expect(store.promote(PROMOTION)).rejects.toMatchObject(UNAVAILABLE);
    expect(requests).toHaveLength(5);
  });

  it.each([
    ['an error', s3Error(503, 'SlowDown')],
    ['an error that comes after the 200', { ...s3Error(200, 'InternalError') }],
    ['a connection that breaks', new Error('ECONNRESET')],
  ])('never repeats a copy blindly, after %s', async (_, answer) => {
    const { store, requests } = scripted(answer);
    await expect(store.promote(PROMOTION)).rejects.toMatchObject(UNAVAILABLE);
    expect(requests).toHaveLength(1);
  });

  it('stops trying when its signal says so', async () => {
    const stopping = new AbortController();
    const { store, requests } = scripted(s3Error(409, 'ConditionalRequestConflict'));
    const promoted = store.promote(PROMOTION, stopping.signal);
    stopping.abort(new Error('stopping'));
    await expect(promoted).rejects.toThrow('stopping');
    expect(requests.length).toBeLessThan(5);
  });

  it.each([
    ['403', s3Error(403, 'AccessDenied')],
    ['404 of the bucket', s3Error(404, 'NoSuchBucket')],
  ])('does not take %s for a refusal', async (_, answer) => {
    await expect(scripted(answer).store.promote(PROMOTION)).rejects.toMatchObject(UNAVAILABLE);
  });
});

async function* brokenAfter(text: string): AsyncGenerator<Buffer> {
  yield Buffer.from(text);
  throw new Error('ECONNRESET');
}
