import { compareKeys } from '../objects/key-order.js';
import { S3Error } from '../s3-error.js';
import { parameter } from '../s3-request.js';
import type { Operation } from '../s3-state.js';
import { document, element, parent } from '../xml.js';

const MAX_LISTED = 1000;

export const listMultipartUploads: Operation = ({ buckets }, request) => {
  for (const name of ['delimiter', 'encoding-type'])
    if (parameter(request, name)) throw new S3Error('NotImplemented', `${name} is not implemented.`);
  const prefix = parameter(request, 'prefix') ?? '';
  const keyMarker = parameter(request, 'key-marker') ?? '';
  const idMarker = parameter(request, 'upload-id-marker') ?? '';
  const text = parameter(request, 'max-uploads') ?? String(MAX_LISTED);
  if (!/^\d{1,9}$/.test(text)) throw new S3Error('InvalidArgument', 'max-uploads must be an integer');
  const all = buckets
    .get(request.bucket)
    .multipart.list()
    .filter(({ key }) => key.startsWith(prefix));
  const marker = all.findIndex(({ key, id }) => key === keyMarker && id === idMarker);
  const uploads =
    marker < 0 ? all.filter(({ key }) => compareKeys(key, keyMarker) > 0) : all.slice(marker + 1);
  const page = uploads.slice(0, Math.min(Number(text), MAX_LISTED));
  const last = uploads.length > page.length ? page.at(-1) : undefined;
  const body = document(
    'ListMultipartUploadsResult',
    element('Bucket', request.bucket),
    element('Prefix', prefix),
    element('KeyMarker', keyMarker),
    element('UploadIdMarker', idMarker),
    ...(last === undefined
      ? []
      : [element('NextKeyMarker', last.key), element('NextUploadIdMarker', last.id)]),
    element('IsTruncated', last !== undefined),
    ...page.map(({ key, id, initiated }) =>
      parent(
        'Upload',
        element('Key', key),
        element('UploadId', id),
        element('Initiated', initiated.toISOString()),
      ),
    ),
  );
  return { status: 200, headers: { 'content-type': 'application/xml' }, body };
};
