import { Payload } from '../integrity/payload.js';
import { isConditionalWrite, writePrecondition } from '../objects/precondition.js';
import { objectHeaders, userMetadata } from '../objects/object-headers.js';
import type { Operation } from '../s3-state.js';
import { notifyCreation } from './notify.js';

/** S3 user guide, "Uploading objects": the most that one PUT may carry. */
const MAX_OBJECT_BYTES = 5 * 1024 ** 3;

export const putObject: Operation = async (state, request) => {
  const { buckets, bodies } = state;
  const { key, headers } = request;
  const bucket = buckets.get(request.bucket);
  const described = { headers: objectHeaders(headers), metadata: userMetadata(headers) };
  const precondition = writePrecondition(headers);
  const object = await bucket.write(key, precondition, isConditionalWrite(headers), async () => {
    const payload = new Payload(headers, request.body, MAX_OBJECT_BYTES);
    const body = await bodies.receive(payload);
    try {
      const { size, md5, checksums } = payload.verify();
      return { key, body, size, etag: `"${md5}"`, lastModified: new Date(), ...described, checksums };
    } catch (error) {
      body.release();
      throw error;
    }
  });
  notifyCreation(state, request, bucket, 'ObjectCreated:Put', object);
  return { status: 200, headers: { etag: object.etag, ...object.checksums } };
};
