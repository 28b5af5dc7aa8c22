import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { GetObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { expect, it } from '@jest/globals';
import { aBucket } from './support/bucket.js';
import { s3 } from './support/cloud.js';

const MIB = 1024 * 1024;
/** A busy machine moves two gigabytes and hashes them. */
const PATIENCE_MILLISECONDS = 300_000;

it(
  'takes 1 GiB and gives it back',
  async () => {
    const Bucket = await aBucket();
    const chunk = Buffer.alloc(MIB, 'airlock');
    const Body = Readable.from(Array.from({ length: 1024 }, () => chunk));
    await s3.send(new PutObjectCommand({ Bucket, Key: 'huge', Body, ContentLength: 1024 * MIB }));

    const expected = createHash('sha256');
    for (let index = 0; index < 1024; index += 1) expected.update(chunk);
    const actual = createHash('sha256');
    const stored = await s3.send(new GetObjectCommand({ Bucket, Key: 'huge' }));
    for await (const part of stored.Body as Readable) actual.update(part as Buffer);
    expect(actual.digest('hex')).toBe(expected.digest('hex'));
  },
  PATIENCE_MILLISECONDS,
);
