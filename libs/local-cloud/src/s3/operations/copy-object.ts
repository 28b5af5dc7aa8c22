import type { Headers } from '../../http/headers.js';
import { decodeUri } from '../../http/uri.js';
import { objectHeaders, userMetadata } from '../objects/object-headers.js';
import { failed, isConditionalWrite, writePrecondition } from '../objects/precondition.js';
import { readConditions } from '../objects/read-conditions.js';
import type { StoredObject } from '../objects/stored-object.js';
import { S3Error } from '../s3-error.js';
import { splitPath, type S3Request } from '../s3-request.js';
import type { Operation } from '../s3-state.js';
import { document, element } from '../xml.js';

/** Copies the description; the bytes are shared. */
export const copyObject: Operation = async (state, request) => {
  const { key, headers, requestId, sourceAddress } = request;
  const bucket = state.buckets.get(request.bucket);
  const sourcePath = sourceOf(request);
  const source = state.buckets.get(sourcePath.bucket).get(sourcePath.key);
  if (readConditions(headers, source, 'x-amz-copy-source-') === 'not-modified') {
    throw failed('x-amz-copy-source-If-None-Match');
  }
  const isSame = sourcePath.bucket === bucket.name && sourcePath.key === key;
  const described = describe(headers, isSame);
  const precondition = writePrecondition(headers);
  const copy = await bucket.write(key, precondition, isConditionalWrite(headers), async () => ({
    ...source,
    ...described,
    key,
    body: source.body.hold(),
    lastModified: new Date(),
  }));
  state.notifier.notify(bucket, {
    name: 'ObjectCreated:Copy',
    at: copy.lastModified,
    region: state.region,
    bucket: bucket.name,
    key,
    object: copy,
    requestId,
    sourceAddress,
  });
  const body = document(
    'CopyObjectResult',
    element('LastModified', copy.lastModified.toISOString()),
    element('ETag', copy.etag),
  );
  return { status: 200, headers: { 'content-type': 'application/xml' }, body };
};

/** `x-amz-copy-source: bucket/key`, percent-encoded, with or without a leading slash. */
function sourceOf({ headers }: S3Request): { bucket: string; key: string } {
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

/** What the copy does not take from its source. */
function describe(headers: Headers, isSame: boolean): Partial<StoredObject> {
  const directive = headers['x-amz-metadata-directive'] ?? 'COPY';
  if (directive === 'REPLACE') return { headers: objectHeaders(headers), metadata: userMetadata(headers) };
  if (directive !== 'COPY') throw new S3Error('InvalidArgument', 'Unknown metadata directive.');
  if (!isSame) return {};
  throw new S3Error(
    'InvalidRequest',
    "This copy request is illegal because it is trying to copy an object to itself without changing the object's metadata.",
  );
}
