import { Payload } from '../integrity/payload.js';
import type { Operation } from '../s3-state.js';
import { MAX_PART_BYTES, partNumberOf, uploadIdOf } from './part-address.js';

export const uploadPart: Operation = async ({ buckets, bodies }, request) => {
  const { key, headers } = request;
  const { multipart } = buckets.get(request.bucket);
  const uploadId = uploadIdOf(request);
  const number = partNumberOf(request);
  multipart.get(key, uploadId);
  const payload = new Payload(headers, request.body, MAX_PART_BYTES);
  const body = await bodies.receive(payload);
  try {
    const { size, md5, checksums } = payload.verify();
    const etag = `"${md5}"`;
    multipart.addPart(key, uploadId, {
      number,
      body,
      offset: 0,
      size,
      etag,
      lastModified: new Date(),
      checksums,
    });
    return { status: 200, headers: { etag, ...checksums } };
  } catch (error) {
    body.release();
    throw error;
  }
};
