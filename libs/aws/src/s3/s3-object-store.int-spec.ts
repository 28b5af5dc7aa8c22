import { HeadObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { describe, expect, it } from '@jest/globals';
import { attachment } from '#core';
import { anEnvironment, clientsFor, isLocalStack, newBucket } from '#testing/cloud';
import { describeObjectStore, type ObjectStoreUnderTest } from './object-store.contract.js';
import { S3ObjectStore } from './s3-object-store.js';

const clients = clientsFor(anEnvironment());

async function make(): Promise<ObjectStoreUnderTest> {
  const bucket = await newBucket(clients);
  const store = new S3ObjectStore(bucket, clients.s3, clients.s3Copies);
  return {
    store,
    put: async (key, bytes, { contentType, metadata } = {}) => {
      const stored = { Body: bytes, ContentType: contentType, Metadata: metadata && { ...metadata } };
      const { ETag = '' } = await clients.s3.send(
        new PutObjectCommand({ Bucket: bucket, Key: key, ...stored }),
      );
      return { etag: ETag };
    },
  };
}

describeObjectStore(
  'S3ObjectStore',
  make,
  isLocalStack ? { overwritingCopy: 'LocalStack 4.13 ignores If-None-Match on CopyObject' } : {},
);

describe('S3ObjectStore', () => {
  it('promotes with the disposition that downloads get', async () => {
    const { store, put } = await make();
    const { etag } = await put('incoming/a', Buffer.from('a'));
    await store.promote({
      from: 'incoming/a',
      ifMatch: etag,
      to: 'clean/a',
      contentType: 'application/pdf',
      contentDisposition: attachment('Änderung.pdf'),
      metadata: {},
    });
    const head = await clients.s3.send(new HeadObjectCommand({ Bucket: store.bucket, Key: 'clean/a' }));
    expect(head.ContentDisposition).toBe(
      `attachment; filename="_nderung.pdf"; filename*=UTF-8''%C3%84nderung.pdf`,
    );
  });

  it.each<[string, (store: S3ObjectStore) => Promise<unknown>]>([
    ['open', (store) => store.open('a', { start: 0 }, {})],
    ['promote', (store) => store.promote({ ...copy, from: 'a', to: 'b' })],
    ['delete', (store) => store.delete('a')],
    ['list', (store) => store.list('a', {})],
  ])('%s does not take a missing bucket for a missing object', async (_, call) => {
    const store = new S3ObjectStore(anEnvironment().BUCKET, clients.s3, clients.s3Copies);
    await expect(call(store)).rejects.toMatchObject({ code: 'dependency-unavailable' });
  });
});

const copy = { ifMatch: '"e"', contentType: 'a/b', contentDisposition: 'attachment', metadata: {} };
