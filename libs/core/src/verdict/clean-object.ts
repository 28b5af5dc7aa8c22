import type { ObjectMetadata } from '../upload/declaration.js';
import { filenameProblem } from '../upload/filename.js';
import { isSha256 } from '../upload/declaration.js';
import { isMediaType } from '../upload/media-type.js';
import { decodeMetadata, decodeText, encodeMetadata, type Metadata } from '../upload/metadata.js';
import { isPolicyName } from '../policy/policy.js';
import type { Warning } from './rejection.js';

/**
 * What an object in `clean/` says of itself: enough to write its verdict from it alone, because the scanner that
 * copied it may have died before it could.
 */
export interface CleanObject {
  readonly policy: string;
  readonly filename: string;
  readonly declaredContentType: string;
  /** The ETag of the incoming object that was checked and copied. */
  readonly sourceEtag: string;
  readonly sha256?: string;
  readonly metadata: Metadata;
  readonly warnings: readonly Warning[];
  /** RFC 3339, UTC. */
  readonly scannedAt: string;
}

/** Bytes of encoded warnings that the 2,048 bytes have room for; the verdict of the scanner that found them has them all. */
const MAX_WARNINGS_BYTES = 160;

/** The metadata of the object in `clean/`; fits S3's 2,048 bytes whatever a presign accepted. */
export function encodeCleanObject(clean: CleanObject): ObjectMetadata {
  const warnings = encodeWarnings(clean.warnings);
  return {
    policy: clean.policy,
    filename: encodeURIComponent(clean.filename),
    'declared-type': clean.declaredContentType,
    'source-etag': clean.sourceEtag,
    'scanned-at': clean.scannedAt,
    ...(clean.sha256 === undefined ? {} : { sha256: clean.sha256 }),
    ...(Object.keys(clean.metadata).length === 0 ? {} : { metadata: encodeMetadata(clean.metadata) }),
    ...(warnings === '' ? {} : { warnings }),
  };
}

/** The inverse of {@link encodeCleanObject}; undefined for an object that no scanner wrote. */
export function decodeCleanObject(object: ObjectMetadata): CleanObject | undefined {
  const {
    policy,
    'declared-type': declaredContentType,
    'source-etag': sourceEtag,
    'scanned-at': scannedAt,
    sha256,
  } = object;
  const filename = object.filename === undefined ? undefined : decodeText(object.filename);
  const metadata = decodeMetadata(object.metadata ?? '');
  if (policy === undefined || !isPolicyName(policy)) return undefined;
  if (filename === undefined || filenameProblem(filename) !== undefined) return undefined;
  if (declaredContentType === undefined || !isMediaType(declaredContentType)) return undefined;
  if (sourceEtag === undefined || scannedAt === undefined || Number.isNaN(Date.parse(scannedAt)))
    return undefined;
  if (metadata === undefined || (sha256 !== undefined && !isSha256(sha256))) return undefined;
  return {
    policy,
    filename,
    declaredContentType,
    sourceEtag,
    scannedAt,
    metadata,
    warnings: decodeWarnings(object.warnings ?? ''),
    ...(sha256 === undefined ? {} : { sha256 }),
  };
}

function encodeWarnings(warnings: readonly Warning[]): string {
  const pairs = warnings.map(
    ({ code, detail }) => `${encodeURIComponent(code)}=${encodeURIComponent(detail)}`,
  );
  while (pairs.join('&').length > MAX_WARNINGS_BYTES) pairs.pop();
  return pairs.join('&');
}

function decodeWarnings(encoded: string): Warning[] {
  if (encoded === '') return [];
  return encoded.split('&').map((pair) => {
    const [code = '', detail = ''] = pair.split('=');
    return { code: decodeText(code) ?? '', detail: decodeText(detail) ?? '' };
  });
}
