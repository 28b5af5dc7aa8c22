import { createHash } from 'node:crypto';
import { parseDocument, readDocument } from '../document.js';
import { joinBodies } from '../objects/joined-body.js';
import type { MultipartUpload, StoredPart } from '../objects/multipart-uploads.js';
import { isConditionalWrite, isSameEtag, writePrecondition } from '../objects/precondition.js';
import { S3Error } from '../s3-error.js';
import type { Operation } from '../s3-state.js';
import { childrenOf, document, element, textOf, type XmlElement } from '../xml.js';
import { notifyCreation } from './notify.js';
import { MIN_PART_BYTES, uploadIdOf } from './part-address.js';

/** A refused completion leaves the upload as it is: it can be completed otherwise, or aborted. */
export const completeMultipartUpload: Operation = async (state, request) => {
  const { key, headers } = request;
  const bucket = state.buckets.get(request.bucket);
  const uploadId = uploadIdOf(request);
  const listed = parseDocument(await readDocument(request), 'CompleteMultipartUpload');
  const upload = bucket.multipart.get(key, uploadId);
  const parts = partsOf(upload, listed);
  if (upload.isCompleting) throw new S3Error('ConditionalRequestConflict');
  upload.isCompleting = true;
  try {
    const object = await bucket.write(
      key,
      writePrecondition(headers),
      isConditionalWrite(headers),
      async () => ({
        key,
        body: joinBodies(parts),
        size: parts.reduce((sum, { size }) => sum + size, 0),
        etag: etagOf(parts),
        lastModified: new Date(),
        headers: upload.headers,
        metadata: upload.metadata,
        checksums: {},
      }),
    );
    bucket.multipart.end(key, uploadId);
    notifyCreation(state, request, bucket, 'ObjectCreated:CompleteMultipartUpload', object);
    const body = document(
      'CompleteMultipartUploadResult',
      element('Bucket', bucket.name),
      element('Key', key),
      element('ETag', object.etag),
    );
    return { status: 200, headers: { 'content-type': 'application/xml' }, body };
  } finally {
    upload.isCompleting = false;
  }
};

/** The parts that the client names, which are the object; others are thrown away. */
function partsOf(upload: MultipartUpload, listed: XmlElement): readonly StoredPart[] {
  const named = childrenOf(listed, 'Part');
  if (named.length === 0) throw new S3Error('MalformedXML');
  const numbers = named.map((part) => Number(textOf(part, 'PartNumber')));
  if (numbers.some((number, index) => index > 0 && number <= (numbers[index - 1] ?? 0)))
    throw new S3Error('InvalidPartOrder');
  const parts = named.map((each, index) => {
    const part = upload.parts.get(numbers[index] ?? 0);
    if (part === undefined || !isSameEtag(textOf(each, 'ETag') ?? '', part.etag))
      throw new S3Error('InvalidPart');
    return part;
  });
  if (parts.slice(0, -1).some(({ size }) => size < MIN_PART_BYTES)) throw new S3Error('EntityTooSmall');
  return parts;
}

/** MD5 of the parts' MD5s, and how many there are. */
function etagOf(parts: readonly StoredPart[]): string {
  const md5 = createHash('md5');
  for (const { etag } of parts) md5.update(Buffer.from(etag.replaceAll('"', ''), 'hex'));
  return `"${md5.digest('hex')}-${parts.length}"`;
}
