import type { Headers } from '../../http/headers.js';
import { S3Error } from '../s3-error.js';

/** S3 user guide, "Working with object metadata": names without their prefix, and values. */
const MAX_METADATA_BYTES = 2048;
const METADATA_PREFIX = 'x-amz-meta-';
const KEPT = ['cache-control', 'content-disposition', 'content-language', 'expires'];

/** What an object is given back with: system metadata, as the writer said. */
export function objectHeaders(headers: Headers): Headers {
  const kept = KEPT.flatMap((name) => (headers[name] === undefined ? [] : [[name, headers[name]] as const]));
  const encoding = (headers['content-encoding'] ?? '')
    .split(',')
    .map((coding) => coding.trim())
    .filter((coding) => coding !== '' && coding !== 'aws-chunked') // of the transfer, not of the object
    .join(',');
  return {
    ...Object.fromEntries(kept),
    ...(encoding === '' ? {} : { 'content-encoding': encoding }),
    'content-type': headers['content-type'] ?? 'binary/octet-stream',
  };
}

export function userMetadata(headers: Headers): Headers {
  const metadata = Object.entries(headers).filter(([name]) => name.startsWith(METADATA_PREFIX));
  const bytes = metadata
    .map(([name, value]) => Buffer.byteLength(name) - METADATA_PREFIX.length + Buffer.byteLength(value))
    .reduce((sum, each) => sum + each, 0);
  if (bytes > MAX_METADATA_BYTES) {
    throw new S3Error('MetadataTooLarge', undefined, {
      elements: { Size: String(bytes), MaxSizeAllowed: String(MAX_METADATA_BYTES) },
    });
  }
  return Object.fromEntries(metadata);
}
