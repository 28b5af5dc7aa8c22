import { DEFAULT_POLICY, type Upload } from '#core';

const ID = 'q3nGmLw2T1yzX0aUoYfRNgAAaR7yKzQ7v2cXkD0uVtY8bJm1HsPe';
const BASE = { id: ID, expiresAt: '2026-11-22T20:05:00.000Z' };
const DECLARED = { policy: DEFAULT_POLICY, filename: 'offer.pdf', declaredContentType: 'application/pdf' };
const scannedAt = '2026-11-22T20:01:02.345Z';

/** One upload in each of its states. Typed, so that they cannot describe what is never sent. */
export const UPLOAD_EXAMPLES = {
  pending: { ...BASE, status: 'pending' },
  scanning: { ...BASE, status: 'scanning', ...DECLARED },
  validated: {
    ...BASE,
    status: 'validated',
    ...DECLARED,
    bucket: 'airlock',
    key: `clean/acme/${ID}`,
    etag: '"d41d8cd98f00b204e9800998ecf8427e"',
    size: 73512,
    contentType: 'application/pdf',
    checksum: { algorithm: 'sha256', value: '47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=' },
    metadata: { invoice: '2026-117' },
    scannedAt,
  },
  rejected: {
    ...BASE,
    status: 'rejected',
    ...DECLARED,
    rejection: { code: 'type-mismatch', detail: 'does not start with %PDF-' },
    detectedContentType: 'image/png',
    scannedAt,
  },
  expired: { ...BASE, status: 'expired' },
  erased: { ...BASE, status: 'erased', erasedAt: scannedAt },
} satisfies Record<Upload['status'], Upload>;
