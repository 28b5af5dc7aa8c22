import { HeadObjectCommand, NotFound, S3Client } from '@aws-sdk/client-s3';
import { setTimeout as pause } from 'node:timers/promises';
import { CLOUD_CREDENTIALS, CLOUD_REGION } from '../stack/environment.js';
import type { Client, Presigned } from './client.js';
import { put } from './put.js';
import type { Sample } from './sample.js';

const DELETED_WITHIN_MILLISECONDS = 30_000;
const POLL_MILLISECONDS = 50;

/** The reason shown when all went as it must. */
export const REPLAY_HARMLESS = 'replay harmless';

/**
 * Uses an upload URL again after the verdict, when nothing is in its place any more: S3 must let it in, and then the
 * late object must be deleted and the verdict must stay as it was. Says what did not.
 */
export async function replayLate(client: Client, presigned: Presigned, again: Sample): Promise<string> {
  const { id, uploadUrl, headers } = presigned;
  const before = await client.verdict(id);
  if (!(await isDeleted(uploadUrl))) return 'the checked object was not deleted';
  const late = await put(uploadUrl, headers, again.open());
  if (late.status !== 200) return `the late replay was answered ${late.status}`;
  if (!(await isDeleted(uploadUrl))) return 'the late object was not deleted';
  const after = await client.verdict(id);
  return JSON.stringify(after) === JSON.stringify(before)
    ? REPLAY_HARMLESS
    : 'the replay changed the verdict';
}

/** A client cannot look into `incoming/`; the account that the development clouds have can. */
async function isDeleted(uploadUrl: string): Promise<boolean> {
  const { origin, pathname } = new URL(uploadUrl);
  const [, Bucket, ...key] = pathname.split('/');
  const { AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey } = CLOUD_CREDENTIALS;
  const credentials = { accessKeyId, secretAccessKey };
  const s3 = new S3Client({ endpoint: origin, region: CLOUD_REGION, credentials, forcePathStyle: true });
  const head = new HeadObjectCommand({ Bucket, Key: key.join('/') });
  const deadline = performance.now() + DELETED_WITHIN_MILLISECONDS;
  try {
    while (performance.now() < deadline) {
      await s3.send(head);
      await pause(POLL_MILLISECONDS);
    }
    return false;
  } catch (error) {
    if (error instanceof NotFound) return true;
    throw error;
  } finally {
    s3.destroy();
  }
}
