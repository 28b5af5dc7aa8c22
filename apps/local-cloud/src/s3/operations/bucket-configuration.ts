import { readDocument } from '../document.js';
import { S3Error, type S3ErrorCode } from '../s3-error.js';
import type { Operation } from '../s3-state.js';

/** Kept and given back as it came. What nobody enforces is listed in docs/clouds.md. */
export const putConfiguration =
  (subresource: string): Operation =>
  async ({ buckets }, request) => {
    const bucket = buckets.get(request.bucket);
    bucket.configurations.set(subresource, await readDocument(request));
    return { status: 200 };
  };

export const getConfiguration =
  (subresource: string, missing: S3ErrorCode): Operation =>
  ({ buckets }, request) => {
    const document = buckets.get(request.bucket).configurations.get(subresource);
    if (document === undefined) throw new S3Error(missing);
    const type = document.startsWith('{') ? 'application/json' : 'application/xml';
    return { status: 200, headers: { 'content-type': type }, body: document };
  };
