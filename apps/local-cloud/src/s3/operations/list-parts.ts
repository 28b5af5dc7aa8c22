import { parameter, type S3Request } from '../s3-request.js';
import { S3Error } from '../s3-error.js';
import type { Operation } from '../s3-state.js';
import { document, element, parent } from '../xml.js';
import { uploadIdOf } from './part-address.js';

const MAX_LISTED = 1000;

export const listParts: Operation = ({ buckets }, request) => {
  const { key } = request;
  const upload = buckets.get(request.bucket).multipart.get(key, uploadIdOf(request));
  const after = count(request, 'part-number-marker', 0);
  const maxParts = Math.min(count(request, 'max-parts', MAX_LISTED), MAX_LISTED);
  const parts = [...upload.parts.values()]
    .filter(({ number }) => number > after)
    .sort((a, b) => a.number - b.number);
  const page = parts.slice(0, maxParts);
  const body = document(
    'ListPartsResult',
    element('Bucket', request.bucket),
    element('Key', key),
    element('UploadId', upload.id),
    element('PartNumberMarker', after),
    element('NextPartNumberMarker', page.at(-1)?.number ?? 0),
    element('MaxParts', maxParts),
    element('IsTruncated', parts.length > page.length),
    ...page.map(({ number, lastModified, etag, size }) =>
      parent(
        'Part',
        element('PartNumber', number),
        element('LastModified', lastModified.toISOString()),
        element('ETag', etag),
        element('Size', size),
      ),
    ),
  );
  return { status: 200, headers: { 'content-type': 'application/xml' }, body };
};

function count(request: S3Request, name: string, otherwise: number): number {
  const text = parameter(request, name) ?? String(otherwise);
  if (!/^\d{1,9}$/.test(text)) throw new S3Error('InvalidArgument', `${name} must be an integer`);
  return Number(text);
}
