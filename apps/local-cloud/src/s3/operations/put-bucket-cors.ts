import { parseCorsRules } from '../cors/cors-rule.js';
import { parseDocument, readDocument } from '../document.js';
import type { Operation } from '../s3-state.js';

export const putBucketCors: Operation = async ({ buckets }, request) => {
  const bucket = buckets.get(request.bucket);
  const document = await readDocument(request);
  bucket.corsRules = parseCorsRules(parseDocument(document, 'CORSConfiguration'));
  bucket.configurations.set('cors', document);
  return { status: 200 };
};
