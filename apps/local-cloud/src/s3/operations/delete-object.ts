import { deletePrecondition } from '../objects/precondition.js';
import type { Operation } from '../s3-state.js';
import { notifyRemoval } from './notify.js';

/** Deleting what is not there succeeds. */
export const deleteObject: Operation = (state, request) => {
  const bucket = state.buckets.get(request.bucket);
  if (bucket.delete(request.key, deletePrecondition(request.headers)))
    notifyRemoval(state, request, request.key);
  return { status: 204 };
};
