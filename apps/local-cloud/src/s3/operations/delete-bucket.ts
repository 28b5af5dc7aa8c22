import type { Operation } from '../s3-state.js';

export const deleteBucket: Operation = ({ buckets }, { bucket }) => {
  buckets.delete(bucket);
  return { status: 204 };
};
