import { encodePath } from '../../http/uri.js';
import { compareKeys } from '../objects/key-order.js';
import { S3Error } from '../s3-error.js';
import { parameter, type S3Request } from '../s3-request.js';
import type { Operation } from '../s3-state.js';
import { document, element, parent } from '../xml.js';

const MAX_KEYS = 1000;

export const listObjectsV2: Operation = ({ buckets }, request) => {
  const bucket = buckets.get(request.bucket);
  if (parameter(request, 'delimiter')) throw new S3Error('NotImplemented', 'delimiter is not implemented.');
  const prefix = parameter(request, 'prefix') ?? '';
  const startAfter = parameter(request, 'start-after');
  const token = parameter(request, 'continuation-token');
  const after = token === undefined ? startAfter : Buffer.from(token, 'base64url').toString();
  const maxKeys = maxKeysOf(request);
  const spell = spellingOf(request);

  const keys = bucket
    .keys()
    .filter((key) => key.startsWith(prefix) && (after === undefined || compareKeys(key, after) > 0));
  const page = keys.slice(0, maxKeys);
  const last = keys.length > page.length ? page.at(-1) : undefined;
  const contents = page.map((key) => {
    const { lastModified, etag, size } = bucket.get(key);
    return parent(
      'Contents',
      element('Key', spell(key)),
      element('LastModified', lastModified.toISOString()),
      element('ETag', etag),
      element('Size', size),
      element('StorageClass', 'STANDARD'),
    );
  });
  const body = document(
    'ListBucketResult',
    element('Name', bucket.name),
    element('Prefix', spell(prefix)),
    ...(startAfter === undefined ? [] : [element('StartAfter', spell(startAfter))]),
    ...(token === undefined ? [] : [element('ContinuationToken', token)]),
    element('KeyCount', page.length),
    element('MaxKeys', maxKeys),
    element('IsTruncated', last !== undefined),
    ...(last === undefined
      ? []
      : [element('NextContinuationToken', Buffer.from(last).toString('base64url'))]),
    ...contents,
  );
  return { status: 200, headers: { 'content-type': 'application/xml' }, body };
};

function maxKeysOf(request: S3Request): number {
  const text = parameter(request, 'max-keys') ?? String(MAX_KEYS);
  if (!/^\d{1,9}$/.test(text)) {
    throw new S3Error('InvalidArgument', 'Provided max-keys not an integer or within integer range');
  }
  return Math.min(Number(text), MAX_KEYS);
}

/** XML 1.0 cannot carry every key; `encoding-type=url` asks for a spelling that it can. */
function spellingOf(request: S3Request): (key: string) => string {
  const encoding = parameter(request, 'encoding-type');
  if (encoding === undefined) return (key) => key;
  if (encoding !== 'url')
    throw new S3Error('InvalidArgument', 'Invalid Encoding Method specified in Request');
  return encodePath;
}
