import type { Answer } from '../../http/answer.js';
import { parseRange } from '../objects/range.js';
import { readConditions } from '../objects/read-conditions.js';
import type { StoredObject } from '../objects/stored-object.js';
import { S3Error } from '../s3-error.js';
import type { S3Request } from '../s3-request.js';
import type { Operation } from '../s3-state.js';

/** Query parameter → the header that it replaces. Signed requests only, which is every request here. */
const OVERRIDES: Readonly<Record<string, string>> = {
  'response-cache-control': 'cache-control',
  'response-content-disposition': 'content-disposition',
  'response-content-encoding': 'content-encoding',
  'response-content-language': 'content-language',
  'response-content-type': 'content-type',
  'response-expires': 'expires',
};

export const getObject: Operation = ({ buckets }, request) => {
  const object = buckets.get(request.bucket).get(request.key);
  return answerWith(object, request, ({ start, end }) => object.body.read(start, end));
};

/** The answer to GET; with `read` left out, that to HEAD. */
export function answerWith(
  object: StoredObject,
  request: S3Request,
  read: (interval: { start: number; end: number }) => Answer['body'] = () => '',
): Answer {
  const { size, etag, lastModified } = object;
  const validators = { etag, 'last-modified': lastModified.toUTCString() };
  if (readConditions(request.headers, object) === 'not-modified') return { status: 304, headers: validators };

  const range = parseRange(request.headers.range, size);
  if (range === 'unsatisfiable') throw unsatisfiable(request.headers.range ?? '', size);
  const { start, end } = range ?? { start: 0, end: size - 1 };
  const isChecksumWanted = range === undefined && request.headers['x-amz-checksum-mode'] === 'ENABLED';
  return {
    status: range === undefined ? 200 : 206,
    headers: {
      ...object.headers,
      ...overrides(request),
      ...object.metadata,
      ...validators,
      ...(isChecksumWanted ? { ...object.checksums, 'x-amz-checksum-type': 'FULL_OBJECT' } : {}),
      ...(range === undefined ? {} : { 'content-range': `bytes ${start}-${end}/${size}` }),
      'accept-ranges': 'bytes',
      'content-length': end - start + 1,
    },
    body: size === 0 ? '' : read({ start, end }),
  };
}

function overrides({ query }: S3Request): Record<string, string> {
  const pairs = query.flatMap(([name, value]) => {
    const header = OVERRIDES[name];
    return header === undefined ? [] : [[header, value] as const];
  });
  return Object.fromEntries(pairs);
}

function unsatisfiable(range: string, size: number): S3Error {
  return new S3Error('InvalidRange', undefined, {
    elements: { RangeRequested: range, ActualObjectSize: String(size) },
    headers: { 'content-range': `bytes */${size}` },
  });
}
