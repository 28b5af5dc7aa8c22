import type { Operation } from '../s3-state.js';
import { answerWith } from './get-object.js';

export const headObject: Operation = ({ buckets }, request) =>
  answerWith(buckets.get(request.bucket).get(request.key), request);
