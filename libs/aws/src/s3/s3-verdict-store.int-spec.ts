import { PutObjectCommand } from '@aws-sdk/client-s3';
import { verdictKey } from '#core';
import { anEnvironment, clientsFor, newBucket } from '#testing/cloud';
import { S3VerdictStore } from './s3-verdict-store.js';
import { describeVerdictStore } from './verdict-store.contract.js';

const clients = clientsFor(anEnvironment());

describeVerdictStore('S3VerdictStore', async () => {
  const bucket = await newBucket(clients);
  return {
    store: new S3VerdictStore(bucket, clients.s3),
    put: async (upload, document) => {
      await clients.s3.send(
        new PutObjectCommand({ Bucket: bucket, Key: verdictKey(upload), Body: Buffer.from(document) }),
      );
    },
  };
});
