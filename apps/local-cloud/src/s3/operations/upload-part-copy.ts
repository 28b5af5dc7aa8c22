import { createHash } from 'node:crypto';
import type { Piece } from '../objects/joined-body.js';
import type { StoredObject } from '../objects/stored-object.js';
import { S3Error } from '../s3-error.js';
import type { Operation } from '../s3-state.js';
import { document, element } from '../xml.js';
import { copySource } from './copy-source.js';
import { MAX_PART_BYTES, partNumberOf, uploadIdOf } from './part-address.js';

/** The bytes are shared with the source; they are read once, for the part's ETag. */
export const uploadPartCopy: Operation = async (state, request) => {
  const { key, headers } = request;
  const { multipart } = state.buckets.get(request.bucket);
  const uploadId = uploadIdOf(request);
  const number = partNumberOf(request);
  multipart.get(key, uploadId);
  const source = copySource(state, request);
  const { offset, size } = stretchOf(source, headers['x-amz-copy-source-range']);
  if (size > MAX_PART_BYTES) throw new S3Error('InvalidRequest', 'The specified copy source is too large.');
  const body = source.body.hold();
  try {
    const etag = await etagOf({ body, offset, size });
    const lastModified = new Date();
    multipart.addPart(key, uploadId, { number, body, offset, size, etag, lastModified, checksums: {} });
    const answer = document(
      'CopyPartResult',
      element('LastModified', lastModified.toISOString()),
      element('ETag', etag),
    );
    return { status: 200, headers: { 'content-type': 'application/xml' }, body: answer };
  } catch (error) {
    body.release();
    throw error;
  }
};

/** Unlike a read's, this range must be whole and within the source. */
function stretchOf(source: StoredObject, range: string | undefined): { offset: number; size: number } {
  if (range === undefined) return { offset: 0, size: source.size };
  const [, first = '', last = ''] = /^bytes=(\d{1,15})-(\d{1,15})$/.exec(range) ?? [];
  const [start, end] = [Number(first), Number(last)];
  if (first === '' || start > end || end >= source.size) {
    throw new S3Error(
      'InvalidArgument',
      `Range specified is not valid for source object of size: ${source.size}`,
    );
  }
  return { offset: start, size: end - start + 1 };
}

async function etagOf({ body, offset, size }: Piece): Promise<string> {
  const md5 = createHash('md5');
  if (size > 0)
    for await (const chunk of body.read(offset, offset + size - 1) as AsyncIterable<Buffer>)
      md5.update(chunk);
  return `"${md5.digest('hex')}"`;
}
