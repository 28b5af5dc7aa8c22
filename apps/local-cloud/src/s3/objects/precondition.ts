import type { Headers } from '../../http/headers.js';
import { S3Error } from '../s3-error.js';
import type { StoredObject } from './stored-object.js';

/** Decides whether a change may happen to what a key holds now; throws S3Error when not. */
export type Precondition = (present: StoredObject | undefined) => void;

/** `If-None-Match: *` and `If-Match` on writes: S3 user guide, "Conditional writes". */
export function writePrecondition(headers: Headers): Precondition {
  const { 'if-none-match': ifNoneMatch, 'if-match': ifMatch } = headers;
  if (ifNoneMatch !== undefined && ifNoneMatch !== '*') throw new S3Error('NotImplemented');
  if (ifNoneMatch !== undefined && ifMatch !== undefined) throw new S3Error('NotImplemented');
  return (present) => {
    if (ifNoneMatch !== undefined && present !== undefined) throw failed('If-None-Match');
    if (ifMatch !== undefined) requireMatch(ifMatch, present);
  };
}

export const isConditionalWrite = (headers: Headers): boolean =>
  headers['if-none-match'] !== undefined || headers['if-match'] !== undefined;

/** `If-Match` on deletes: S3 user guide, "Conditional deletes". */
export function deletePrecondition({ 'if-match': ifMatch }: Headers): Precondition {
  return (present) => {
    if (ifMatch !== undefined) requireMatch(ifMatch, present);
  };
}

/** S3 takes an ETag with and without its quotes. */
export const isSameEtag = (given: string, etag: string): boolean =>
  given.replaceAll('"', '') === etag.replaceAll('"', '');

function requireMatch(ifMatch: string, present: StoredObject | undefined): void {
  if (present === undefined) throw ifMatch === '*' ? failed('If-Match') : new S3Error('NoSuchKey');
  if (ifMatch !== '*' && !isSameEtag(ifMatch, present.etag)) throw failed('If-Match');
}

export const failed = (condition: string): S3Error =>
  new S3Error('PreconditionFailed', undefined, { elements: { Condition: condition } });
