import { objectHeaders, userMetadata } from '../objects/object-headers.js';
import type { Operation } from '../s3-state.js';
import { document, element } from '../xml.js';

export const createMultipartUpload: Operation = ({ buckets }, { bucket, key, headers }) => {
  const upload = buckets.get(bucket).multipart.create(key, objectHeaders(headers), userMetadata(headers));
  const body = document(
    'InitiateMultipartUploadResult',
    element('Bucket', bucket),
    element('Key', key),
    element('UploadId', upload.id),
  );
  return { status: 200, headers: { 'content-type': 'application/xml' }, body };
};
