import type { Headers } from '../../http/headers.js';
import { S3Error } from '../s3-error.js';
import { CHECKSUMS, isChecksumHeader, type ChecksumHeader } from './checksum.js';

/** What the sender says its bytes digest to; the body must agree. */
export interface DeclaredDigests {
  /** base64 */
  readonly contentMd5?: string;
  /** Hexadecimal, from `x-amz-content-sha256`. */
  readonly payloadSha256?: string;
  readonly checksum?: { readonly header: ChecksumHeader; readonly value: string };
  /** The value follows the body. */
  readonly trailer?: ChecksumHeader;
}

const CHECKSUM_PREFIX = 'x-amz-checksum-';
/** Describe a checksum rather than being one. */
const NOT_A_VALUE = ['x-amz-checksum-algorithm', 'x-amz-checksum-mode', 'x-amz-checksum-type'];
const SHA256_HEX = /^[0-9a-f]{64}$/;

export function declaredDigests(headers: Headers): DeclaredDigests {
  const contentMd5 = headers['content-md5'];
  if (contentMd5 !== undefined && !isBase64Of(contentMd5, 16)) throw new S3Error('InvalidDigest');
  const contentSha256 = headers['x-amz-content-sha256'] ?? '';
  const payloadSha256 = SHA256_HEX.test(contentSha256) ? contentSha256 : undefined;
  const trailer = headers['x-amz-trailer'];
  return {
    contentMd5,
    payloadSha256,
    checksum: declaredChecksum(headers),
    trailer: trailer === undefined ? undefined : supported(trailer.toLowerCase()),
  };
}

function declaredChecksum(headers: Headers): DeclaredDigests['checksum'] {
  const [name, second] = Object.keys(headers).filter(
    (header) => header.startsWith(CHECKSUM_PREFIX) && !NOT_A_VALUE.includes(header),
  );
  if (name === undefined) return undefined;
  if (second !== undefined) {
    throw new S3Error(
      'InvalidRequest',
      'Expecting a single x-amz-checksum- header. Multiple checksum Types are not allowed.',
    );
  }
  return parseChecksum(supported(name), headers[name] ?? '');
}

/** A value that cannot be one of that algorithm is refused before the body is read. */
export function parseChecksum(
  header: ChecksumHeader,
  value: string,
): { header: ChecksumHeader; value: string } {
  if (!isBase64Of(value, CHECKSUMS[header].bytes)) {
    throw new S3Error('InvalidRequest', `Value for ${header} header is invalid.`);
  }
  return { header, value };
}

function supported(header: string): ChecksumHeader {
  if (!isChecksumHeader(header)) throw new S3Error('NotImplemented', `${header} is not implemented.`);
  return header;
}

function isBase64Of(text: string, bytes: number): boolean {
  const decoded = Buffer.from(text, 'base64');
  return decoded.length === bytes && decoded.toString('base64') === text;
}
