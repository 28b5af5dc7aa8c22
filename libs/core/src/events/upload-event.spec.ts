import { describe, expect, it } from '@jest/globals';
import { CloudEvent } from 'cloudevents';
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

describe('uploadEvent', () => {
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
