import type { Operation } from '../s3-state.js';
import { document } from '../xml.js';

/** A bucket that never had versions has no Status. */
export const getBucketVersioning: Operation = ({ buckets }, request) => ({
  status: 200,
  headers: { 'content-type': 'application/xml' },
  body: buckets.get(request.bucket).configurations.get('versioning') ?? document('VersioningConfiguration'),
});
