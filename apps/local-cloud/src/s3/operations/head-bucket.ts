import type { Operation } from '../s3-state.js';

export const headBucket: Operation = ({ buckets, region }, { bucket }) => {
  buckets.get(bucket);
  return { status: 200, headers: { 'x-amz-bucket-region': region } };
};
