import { readDocument } from '../document.js';
import type { Operation } from '../s3-state.js';

export const createBucket: Operation = async ({ buckets }, request) => {
  await readDocument(request); // a location constraint: there is only one region
  buckets.create(request.bucket);
  return { status: 200, headers: { location: `/${request.bucket}` } };
};
