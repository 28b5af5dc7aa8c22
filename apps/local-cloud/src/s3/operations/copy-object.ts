import type { Headers } from '../../http/headers.js';
import { objectHeaders, userMetadata } from '../objects/object-headers.js';
import { isConditionalWrite, writePrecondition } from '../objects/precondition.js';
import type { StoredObject } from '../objects/stored-object.js';
import { S3Error } from '../s3-error.js';
import type { Operation } from '../s3-state.js';
import { document, element } from '../xml.js';
import { copySource, sourcePathOf } from './copy-source.js';
import { notifyCreation } from './notify.js';

/** Copies the description; the bytes are shared. */
export const copyObject: Operation = async (state, request) => {
  const { key, headers } = request;
  const bucket = state.buckets.get(request.bucket);
  const sourcePath = sourcePathOf(request);
  const source = copySource(state, request);
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
  notifyCreation(state, request, bucket, 'ObjectCreated:Copy', copy);
  const body = document(
    'CopyObjectResult',
    element('LastModified', copy.lastModified.toISOString()),
    element('ETag', copy.etag),
  );
  return { status: 200, headers: { 'content-type': 'application/xml' }, body };
};

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
