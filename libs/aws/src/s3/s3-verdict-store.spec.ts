import { describe, expect, it } from '@jest/globals';
import { Readable } from 'node:stream';
import { MAX_VERDICT_BYTES } from '#core';
import { anUpload, aRejectedVerdict } from '#testing';
import { s3Error, scriptedClients, type ScriptedAnswer } from '#testing/cloud';
import { S3VerdictStore } from './s3-verdict-store.js';

const UNAVAILABLE = { code: 'dependency-unavailable' };
const CONFLICT = s3Error(409, 'ConditionalRequestConflict');
const DATED = { etag: '"e"', 'last-modified': 'Tue, 01 Jan 2030 00:00:00 GMT' };
const WRITTEN: ScriptedAnswer = { status: 200, headers: { etag: '"e"' } };

function scripted(...script: ScriptedAnswer[]) {
  const { clients, requests } = scriptedClients(...script);
  return { store: new S3VerdictStore('airlock', clients.s3), requests };
}

describe('S3VerdictStore', () => {
  it('writes on the condition that nothing is there', async () => {
    const { store, requests } = scripted(WRITTEN);
    await store.create(anUpload(), aRejectedVerdict());
    expect(requests[0]?.headers).toMatchObject({ 'if-none-match': '*', 'content-type': 'application/json' });
  });

  it('replaces on the condition that it is the same', async () => {
    const { store, requests } = scripted(WRITTEN);
    await store.replace(anUpload(), aRejectedVerdict(), '"e"');
    expect(requests[0]?.headers).toMatchObject({ 'if-match': '"e"' });
  });

  it('tries again when it met another request, and obeys who won', async () => {
    const lost = scripted(CONFLICT, s3Error(412, 'PreconditionFailed'));
    expect(await lost.store.create(anUpload(), aRejectedVerdict())).toBe('exists');
    const won = scripted(CONFLICT, WRITTEN);
    expect(await won.store.create(anUpload(), aRejectedVerdict())).toBe('created');
  });

  it('does not try for ever', async () => {
    const { store, requests } = scripted(CONFLICT);
    await expect(store.create(anUpload(), aRejectedVerdict())).rejects.toMatchObject(UNAVAILABLE);
    expect(requests).toHaveLength(5);
  });

  it.each([
    ['403', s3Error(403, 'AccessDenied')],
    ['404 of the bucket', s3Error(404, 'NoSuchBucket')],
  ])('takes %s neither for absence nor for a lost race', async (_, answer) => {
    const { store } = scripted(answer);
    await expect(store.find(anUpload())).rejects.toMatchObject(UNAVAILABLE);
    await expect(store.create(anUpload(), aRejectedVerdict())).rejects.toMatchObject(UNAVAILABLE);
    await expect(store.replace(anUpload(), aRejectedVerdict(), '"e"')).rejects.toMatchObject(UNAVAILABLE);
  });

  it('does not read a document that is too long', async () => {
    const body = new Readable({ read: () => undefined });
    const headers = { ...DATED, 'content-length': String(MAX_VERDICT_BYTES + 1) };
    const { store } = scripted({ status: 200, headers, body });
    await expect(store.find(anUpload())).rejects.toMatchObject({ code: 'undecidable' });
    expect(body.destroyed).toBe(true);
  });

  it('does not take half a document for a verdict', async () => {
    const json = JSON.stringify(aRejectedVerdict());
    const { store } = scripted({
      status: 200,
      headers: { ...DATED, 'content-length': String(json.length + 1) },
      body: json,
    });
    await expect(store.find(anUpload())).rejects.toMatchObject({
      ...UNAVAILABLE,
      message: expect.stringContaining('cut short'),
    });
  });
});
