import { parseDocument, readDocument } from '../document.js';
import { deletePrecondition } from '../objects/precondition.js';
import { S3Error } from '../s3-error.js';
import type { S3Request } from '../s3-request.js';
import type { Operation, S3State } from '../s3-state.js';
import { childrenOf, document, element, parent, textOf } from '../xml.js';
import { notifyRemoval } from './notify.js';

const MAX_KEYS = 1000;

export const deleteObjects: Operation = async (state, request) => {
  state.buckets.get(request.bucket);
  const wanted = parseDocument(await readDocument(request), 'Delete');
  const objects = childrenOf(wanted, 'Object').map((object) => ({
    key: textOf(object, 'Key') ?? '',
    etag: textOf(object, 'ETag'),
  }));
  if (objects.length === 0 || objects.length > MAX_KEYS) throw new S3Error('MalformedXML');
  const isQuiet = textOf(wanted, 'Quiet') === 'true';
  const results = objects.map(({ key, etag }) => deleteOne(state, request, key, etag, isQuiet));
  return {
    status: 200,
    headers: { 'content-type': 'application/xml' },
    body: document('DeleteResult', ...results),
  };
};

/** One key's failure is told in the answer, and the others go on. */
function deleteOne(
  state: S3State,
  request: S3Request,
  key: string,
  etag: string | undefined,
  isQuiet: boolean,
): string {
  const bucket = state.buckets.get(request.bucket);
  try {
    const precondition = deletePrecondition(etag === undefined ? {} : { 'if-match': etag });
    if (bucket.delete(key, precondition)) notifyRemoval(state, request, key);
    return isQuiet ? '' : parent('Deleted', element('Key', key));
  } catch (error) {
    if (!(error instanceof S3Error)) throw error;
    return parent(
      'Error',
      element('Key', key),
      element('Code', error.code),
      element('Message', error.message),
    );
  }
}
