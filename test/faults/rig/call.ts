import type { IncomingMessage } from 'node:http';
import type { Receipts } from './receipts.js';

/** One request of an app to the cloud, named as AWS names it. */
export interface Call {
  /** `GetObject`, `ReceiveMessage`, `Publish` … */
  readonly operation: string;
  /** What it is about: the prefix of an object's key, or nothing. */
  readonly prefix: string;
  /** The object's key, the message or the event: to tell whose call it is. */
  readonly subject: string;
}

/** As a person would list it: `GetObject verdicts/`. */
export const stepOf = ({ operation, prefix }: Call): string => `${operation} ${prefix}`.trim();

/** What a request is, from its head and its (small) body; `receipts` tell which message one settles. */
export function callOf(
  { method = '', url = '', headers }: IncomingMessage,
  body: Buffer,
  receipts: Receipts,
): Call {
  const target = headers['x-amz-target'];
  if (typeof target === 'string') {
    const request = body.toString();
    const subject = receipts.messageOf(request) ?? request;
    return { operation: target.replace(/^.*\./, ''), prefix: '', subject };
  }
  if (headers['content-type']?.startsWith('application/x-www-form-urlencoded') === true) {
    const form = new URLSearchParams(body.toString());
    return { operation: form.get('Action') ?? '', prefix: '', subject: form.get('Message') ?? '' };
  }
  const { pathname, searchParams } = new URL(url, 'http://cloud');
  const key = decodeURIComponent(pathname.split('/').slice(2).join('/'));
  return {
    operation: s3Operation(method, key, searchParams, headers),
    prefix: key.replace(/[^/]*$/, '').replace(/\/.*$/, '/'),
    subject: key,
  };
}

function s3Operation(
  method: string,
  key: string,
  query: URLSearchParams,
  headers: IncomingMessage['headers'],
): string {
  if (key === '')
    return query.has('list-type')
      ? 'ListObjectsV2'
      : query.has('versioning')
        ? 'GetBucketVersioning'
        : `${method} bucket`;
  if (method === 'PUT') return headers['x-amz-copy-source'] === undefined ? 'PutObject' : 'CopyObject';
  return { GET: 'GetObject', HEAD: 'HeadObject', DELETE: 'DeleteObject' }[method] ?? method;
}
