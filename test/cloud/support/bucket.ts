import {
  CreateBucketCommand,
  HeadObjectCommand,
  PutObjectCommand,
  S3ServiceException,
} from '@aws-sdk/client-s3';
import { aName, s3 } from './cloud.js';

export async function aBucket(): Promise<string> {
  const Bucket = aName('bucket');
  await s3.send(new CreateBucketCommand({ Bucket }));
  return Bucket;
}

/** Its ETag. */
export async function put(Bucket: string, Key: string, Body: string | Buffer = 'bytes'): Promise<string> {
  const ContentLength = Buffer.byteLength(Body);
  const { ETag = '' } = await s3.send(new PutObjectCommand({ Bucket, Key, Body, ContentLength }));
  return ETag;
}

export async function isPresent(Bucket: string, Key: string): Promise<boolean> {
  return (await outcome(s3.send(new HeadObjectCommand({ Bucket, Key })))) === 200;
}

/** The HTTP status that a command ends with, whether it succeeds or not. */
export async function outcome(
  sent: Promise<{ $metadata: { httpStatusCode?: number } }>,
): Promise<number | undefined> {
  try {
    return (await sent).$metadata.httpStatusCode;
  } catch (error) {
    if (isServiceException(error)) return error.$metadata.httpStatusCode;
    throw error;
  }
}

// By shape: SQS and SNS throw exceptions of their own classes.
const isServiceException = (error: unknown): error is S3ServiceException =>
  typeof error === 'object' && error !== null && '$metadata' in error;
