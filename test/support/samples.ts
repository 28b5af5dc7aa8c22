import {
  cleanKey,
  UploadIds,
  type Declaration,
  type RejectedVerdict,
  type UploadRef,
  type ValidatedVerdict,
} from '#core';

const ids = new UploadIds(['a secret of the tests, of 32 characters and more']);
const EXPIRES_AT = new Date('2030-01-01T00:05:00Z');

/** A reference to an upload that nobody else has. */
export function anUpload(tenant = 'acme'): UploadRef {
  return { tenant, id: ids.issue(tenant, EXPIRES_AT) };
}

export function aDeclaration(declared: Partial<Declaration> = {}): Declaration {
  return {
    policy: 'documents',
    filename: 'invoice.pdf',
    contentType: 'application/pdf',
    size: 11,
    metadata: {},
    ...declared,
  };
}

export function aValidatedVerdict(
  upload: UploadRef,
  found: Partial<ValidatedVerdict> = {},
): ValidatedVerdict {
  return {
    schema: 1,
    status: 'validated',
    policy: 'documents',
    filename: 'invoice.pdf',
    declaredContentType: 'application/pdf',
    bucket: 'airlock',
    key: cleanKey(upload),
    etag: '"9a0364b9e99bb480dd25e1f0284c8555"',
    size: 11,
    contentType: 'application/pdf',
    metadata: {},
    scannedAt: '2030-01-01T00:00:01.000Z',
    ...found,
  };
}

export function aRejectedVerdict(found: Partial<RejectedVerdict> = {}): RejectedVerdict {
  return {
    schema: 1,
    status: 'rejected',
    policy: 'documents',
    filename: 'invoice.pdf',
    declaredContentType: 'application/pdf',
    rejection: { code: 'type-mismatch', detail: 'is a PNG image' },
    scannedAt: '2030-01-01T00:00:01.000Z',
    ...found,
  };
}
