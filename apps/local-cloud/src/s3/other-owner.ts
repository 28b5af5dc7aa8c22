import type { Headers } from '../http/headers.js';
import { S3Error } from './s3-error.js';

/** Every bucket is this account's, as every queue is. */
const ACCOUNT = '000000000000';
const CONDITIONS = ['x-amz-expected-bucket-owner', 'x-amz-source-expected-bucket-owner'];

/** S3 user guide, "Verifying bucket ownership with bucket owner condition". */
export function refuseOtherOwner(headers: Headers): void {
  for (const condition of CONDITIONS)
    if (headers[condition] !== undefined && headers[condition] !== ACCOUNT) throw new S3Error('AccessDenied');
}
