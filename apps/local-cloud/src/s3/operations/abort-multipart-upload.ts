import type { Operation } from '../s3-state.js';
import { uploadIdOf } from './part-address.js';

export const abortMultipartUpload: Operation = ({ buckets }, request) => {
  buckets.get(request.bucket).multipart.end(request.key, uploadIdOf(request));
  return { status: 204 };
};
