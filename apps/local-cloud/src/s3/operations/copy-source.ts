import { decodeUri } from '../../http/uri.js';
import { failed } from '../objects/precondition.js';
import { readConditions } from '../objects/read-conditions.js';
import type { StoredObject } from '../objects/stored-object.js';
import { S3Error } from '../s3-error.js';
import { splitPath, type S3Request } from '../s3-request.js';
import type { S3State } from '../s3-state.js';

/** `x-amz-copy-source: bucket/key`, percent-encoded, with or without a leading slash. */
export function sourcePathOf({ headers }: S3Request): { bucket: string; key: string } {
  const [path = '', version] = (headers['x-amz-copy-source'] ?? '').split('?');
  if (version !== undefined) throw new S3Error('NotImplemented', 'Object versions are not implemented.');
  const decoded = decodeUri(path) ?? '';
  const source = splitPath(decoded.startsWith('/') ? decoded : `/${decoded}`);
  if (source.bucket === '' || source.key === '') {
    throw new S3Error(
      'InvalidArgument',
      'Copy Source must mention the source bucket and key: sourcebucket/sourcekey',
    );
  }
  return source;
}

/** The object to copy from, its conditions met. */
export function copySource({ buckets }: S3State, request: S3Request): StoredObject {
  const { bucket, key } = sourcePathOf(request);
  const source = buckets.get(bucket).get(key);
  if (readConditions(request.headers, source, 'x-amz-copy-source-') === 'not-modified') {
    throw failed('x-amz-copy-source-If-None-Match');
  }
  return source;
}
