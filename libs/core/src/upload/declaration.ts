import { filenameProblem } from './filename.js';
import { isMediaType } from './media-type.js';
import { decodeMetadata, decodeText, encodeMetadata, type Metadata } from './metadata.js';
import { isPolicyName } from '../policy/policy.js';

/** What the client claimed at presign. It travels with the object as signed `x-amz-meta-*` headers, because the gateway keeps nothing. */
export interface Declaration {
  readonly policy: string;
  readonly filename: string;
  /** Media type, lower case, no parameters. */
  readonly contentType: string;
  /** Bytes, ≥ 1. */
  readonly size: number;
  /** base64 of 32 bytes; S3 itself verifies it on the PUT. */
  readonly checksumSha256?: string;
  readonly metadata: Metadata;
}

/** User metadata as S3 keeps it: names without the `x-amz-meta-` prefix, lower case. */
export type ObjectMetadata = Readonly<Record<string, string>>;

/** AWS, "Working with object metadata": the sum of the bytes of each name and value. */
export const MAX_OBJECT_METADATA_BYTES = 2048;

const SHA256_BASE64 = /^[A-Za-z0-9+/]{42}[AEIMQUYcgkosw048]=$/;

/** base64 of exactly 32 bytes, in its one canonical spelling. */
export function isSha256(checksum: string): boolean {
  return SHA256_BASE64.test(checksum);
}

/** The metadata of the object in `incoming/`. For every declaration that a presign accepts it fits S3's 2,048 bytes. */
export function encodeDeclaration(declaration: Declaration): ObjectMetadata {
  return {
    policy: declaration.policy,
    filename: encodeURIComponent(declaration.filename),
    'declared-type': declaration.contentType,
    'declared-size': String(declaration.size),
    ...(declaration.checksumSha256 === undefined ? {} : { 'declared-sha256': declaration.checksumSha256 }),
    ...(Object.keys(declaration.metadata).length === 0
      ? {}
      : { metadata: encodeMetadata(declaration.metadata) }),
  };
}

/** The inverse of {@link encodeDeclaration}; undefined for an object that no URL of ours wrote. */
export function decodeDeclaration(object: ObjectMetadata): Declaration | undefined {
  const {
    policy,
    filename: encodedFilename,
    'declared-type': contentType,
    'declared-sha256': checksumSha256,
  } = object;
  const filename = encodedFilename === undefined ? undefined : decodeText(encodedFilename);
  const size = decodeSize(object['declared-size']);
  const metadata = decodeMetadata(object.metadata ?? '');
  if (policy === undefined || !isPolicyName(policy)) return undefined;
  if (filename === undefined || filenameProblem(filename) !== undefined) return undefined;
  if (contentType === undefined || !isMediaType(contentType)) return undefined;
  if (checksumSha256 !== undefined && !isSha256(checksumSha256)) return undefined;
  if (size === undefined || metadata === undefined) return undefined;
  return {
    policy,
    filename,
    contentType,
    size,
    metadata,
    ...(checksumSha256 === undefined ? {} : { checksumSha256 }),
  };
}

function decodeSize(size: string | undefined): number | undefined {
  return size !== undefined && /^[1-9][0-9]{0,15}$/.test(size) ? Number(size) : undefined;
}
