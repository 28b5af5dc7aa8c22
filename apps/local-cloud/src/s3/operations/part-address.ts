import { S3Error } from '../s3-error.js';
import { parameter, type S3Request } from '../s3-request.js';

/** S3 user guide, "Amazon S3 multipart upload limits". */
export const MAX_PARTS = 10_000;
export const MAX_PART_BYTES = 5 * 1024 ** 3;
/** Of every part but the last. */
export const MIN_PART_BYTES = 5 * 1024 ** 2;

export const uploadIdOf = (request: S3Request): string => parameter(request, 'uploadId') ?? '';

export function partNumberOf(request: S3Request): number {
  const text = parameter(request, 'partNumber') ?? '';
  const number = /^\d{1,5}$/.test(text) ? Number(text) : 0;
  if (number < 1 || number > MAX_PARTS) {
    throw new S3Error('InvalidArgument', 'Part number must be an integer between 1 and 10000, inclusive');
  }
  return number;
}
