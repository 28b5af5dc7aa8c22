import type { GetObjectCommandOutput, HeadObjectCommandOutput } from '@aws-sdk/client-s3';
import { AirlockError, type ObjectHead } from '#core';

/** What an answer says of the object; `size` is the whole object's, which a range's own length is not. */
export function headOf(answer: HeadObjectCommandOutput | GetObjectCommandOutput, size: number): ObjectHead {
  return {
    etag: present(answer.ETag, 'ETag'),
    size,
    contentType: answer.ContentType ?? 'binary/octet-stream',
    metadata: answer.Metadata ?? {},
    lastModified: present(answer.LastModified, 'Last-Modified'),
  };
}

/** @throws AirlockError `dependency-unavailable` where S3 left out what it always sends */
export function present<T>(value: T | undefined, name: string): T {
  if (value === undefined) throw new AirlockError('dependency-unavailable', `S3 answered without ${name}`);
  return value;
}
