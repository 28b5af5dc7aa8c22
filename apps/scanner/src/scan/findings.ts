import {
  AirlockError,
  cleanKey,
  decodeCleanObject,
  type CleanObject,
  type Declaration,
  type ObjectHead,
  type RejectedVerdict,
  type UploadRef,
  type ValidatedVerdict,
} from '#core';
import type { Accepted, Refused } from './inspector.js';

/** What the scan found, as it will stand on the object in `clean/`. */
export function cleanObject(
  { declaration, checksum, warnings }: Accepted,
  sourceEtag: string,
  now: Date,
): CleanObject {
  return {
    policy: declaration.policy,
    filename: declaration.filename,
    declaredContentType: declaration.contentType,
    sourceEtag,
    metadata: declaration.metadata,
    warnings,
    scannedAt: now.toISOString(),
    ...(checksum === undefined ? {} : { sha256: checksum.value }),
  };
}

/** The object in `clean/`, where it stands and what it is. */
export interface Placed extends Pick<ObjectHead, 'etag' | 'size' | 'contentType'> {
  readonly bucket: string;
}

export function validatedVerdict(upload: UploadRef, placed: Placed, clean: CleanObject): ValidatedVerdict {
  const { policy, filename, declaredContentType, sha256, metadata, warnings, scannedAt } = clean;
  const { bucket, etag, size, contentType } = placed;
  return {
    schema: 1,
    status: 'validated',
    policy,
    filename,
    declaredContentType,
    bucket,
    key: cleanKey(upload),
    etag,
    size,
    contentType,
    ...(sha256 === undefined ? {} : { checksum: { algorithm: 'sha256', value: sha256 } }),
    metadata,
    ...(warnings.length === 0 ? {} : { warnings }),
    scannedAt,
  };
}

/** The verdict on what another scanner left in `clean/`. */
export function adoptedVerdict(
  upload: UploadRef,
  bucket: string,
  { metadata, ...object }: ObjectHead,
): ValidatedVerdict {
  const clean = decodeCleanObject(metadata);
  if (clean === undefined)
    throw new AirlockError('undecidable', `${cleanKey(upload)} was not written by a scanner`);
  return validatedVerdict(upload, { ...object, bucket }, clean);
}

export function rejectedVerdict(
  { rejection, detectedContentType }: Refused,
  declaration: Declaration | undefined,
  now: Date,
): RejectedVerdict {
  return {
    schema: 1,
    status: 'rejected',
    ...(declaration === undefined
      ? {}
      : {
          policy: declaration.policy,
          filename: declaration.filename,
          declaredContentType: declaration.contentType,
        }),
    rejection,
    ...(detectedContentType === undefined ? {} : { detectedContentType }),
    scannedAt: now.toISOString(),
  };
}
