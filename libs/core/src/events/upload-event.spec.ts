import { describe, expect, it } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { CloudEvent } from 'cloudevents';
import { readFile } from 'node:fs/promises';
import { UploadIds } from '../upload/upload-id.js';
import { uploadEvent } from './upload-event.js';

const expiresAt = new Date('2026-11-22T12:00:00Z');
const upload = { tenant: 'acme', id: new UploadIds(['s'.repeat(32)]).issue('acme', expiresAt) };
const rejected = {
  schema: 1,
  status: 'rejected',
  policy: 'documents',
  rejection: { code: 'empty', detail: 'the object has no bytes' },
  scannedAt: '2026-11-22T11:59:00.000Z',
} as const;

const validated = {
  schema: 1,
  status: 'validated',
  policy: 'documents',
  filename: 'a.pdf',
  declaredContentType: 'application/pdf',
  bucket: 'airlock',
  key: `clean/acme/${upload.id}`,
  etag: '"e"',
  size: 1,
  contentType: 'application/pdf',
  checksum: { algorithm: 'sha256', value: `${'A'.repeat(43)}=` },
  metadata: { order: '4711' },
  warnings: [{ code: 'w', detail: 'd' }],
  scannedAt: '2026-11-22T11:59:00.000Z',
} as const;

/** What the package of the events ships for it. */
async function schemaOf(status: 'validated' | 'rejected') {
  const path = new URL(`../../../events/schemas/upload-${status}.v1.json`, import.meta.url);
  const ajv = new Ajv2020({ allErrors: true, formats: { 'date-time': true } });
  return ajv.compile(JSON.parse(await readFile(path, 'utf8')) as object);
}

describe('uploadEvent', () => {
  it.each([validated, rejected])('fits the schema of its event: $status', async (verdict) => {
    const fits = await schemaOf(verdict.status);
    expect([fits(uploadEvent(upload, verdict)), fits.errors]).toEqual([true, null]);
  });

  it.each([
    ['validated', 'key'],
    ['validated', 'size'],
    ['rejected', 'rejection'],
  ] as const)('does not fit the schema of a %s event without its %s', async (status, field) => {
    const { [field as never]: _, ...rest } = status === 'validated' ? validated : rejected;
    const fits = await schemaOf(status);
    expect(fits(uploadEvent(upload, rest as never))).toBe(false);
  });

  it('is a valid CloudEvent', () => {
    expect(() => new CloudEvent<unknown>({ ...uploadEvent(upload, rejected) }, true)).not.toThrow();
  });

  it('carries the upload as its tenant sees it, and the tenant', () => {
    expect(uploadEvent(upload, rejected)).toMatchObject({
      type: 'airlock.upload.rejected.v1',
      source: '/airlock/acme',
      subject: upload.id,
      time: rejected.scannedAt,
      data: {
        id: upload.id,
        tenant: 'acme',
        status: 'rejected',
        expiresAt: expiresAt.toISOString(),
        rejection: { code: 'empty' },
      },
    });
    expect(uploadEvent(upload, rejected).data).not.toHaveProperty('schema');
  });

  it('has the same id however often it is made', () => {
    expect(uploadEvent(upload, rejected)).toEqual(uploadEvent(upload, { ...rejected }));
  });

  it('has another id for another verdict or another upload', () => {
    const validated = { ...rejected, status: 'validated' } as never;
    const ids = [
      uploadEvent(upload, rejected),
      uploadEvent(upload, validated),
      uploadEvent({ ...upload, id: 'B'.repeat(52) }, rejected),
    ];
    expect(new Set(ids.map(({ id }) => id)).size).toBe(3);
  });
});
