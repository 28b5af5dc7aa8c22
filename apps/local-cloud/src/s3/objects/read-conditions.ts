import type { Headers } from '../../http/headers.js';
import { failed, isSameEtag } from './precondition.js';
import type { StoredObject } from './stored-object.js';

/** RFC 9110, 13.2.2, in its order. Throws PreconditionFailed; `not-modified` is 304 for a read, 412 for a copy's source. */
export function readConditions(
  headers: Headers,
  { etag, lastModified }: StoredObject,
  prefix = '',
): 'met' | 'not-modified' {
  const ifMatch = headers[`${prefix}if-match`];
  const ifNoneMatch = headers[`${prefix}if-none-match`];
  // HTTP dates have whole seconds.
  const modified = Math.floor(lastModified.getTime() / 1000);
  const date = (name: string) => Math.floor(Date.parse(headers[prefix + name] ?? '') / 1000);

  if (ifMatch !== undefined) {
    if (!isAny(ifMatch, etag)) throw failed('If-Match');
  } else if (modified > date('if-unmodified-since')) {
    throw failed('If-Unmodified-Since');
  }
  if (ifNoneMatch !== undefined) return isAny(ifNoneMatch, etag) ? 'not-modified' : 'met';
  return modified <= date('if-modified-since') ? 'not-modified' : 'met';
}

const isAny = (given: string, etag: string) =>
  given === '*' || given.split(',').some((one) => isSameEtag(one.trim(), etag));
