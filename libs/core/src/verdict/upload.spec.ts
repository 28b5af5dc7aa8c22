import { describe, expect, it } from '@jest/globals';
import { UploadIds } from '../upload/upload-id.js';
import { awaitedUpload, decidedUpload, scanningUpload } from './upload.js';

const expiresAt = new Date('2026-11-22T12:00:00Z');
const ref = { tenant: 'acme', id: new UploadIds(['s'.repeat(32)]).issue('acme', expiresAt) };

describe('an upload', () => {
  it('is pending until its URL expires, then expired', () => {
    expect(awaitedUpload(ref, expiresAt).status).toBe('pending');
    expect(awaitedUpload(ref, new Date(expiresAt.getTime() + 1))).toEqual({
      id: ref.id,
      status: 'expired',
      expiresAt: '2026-11-22T12:00:00.000Z',
    });
  });

  it('tells what was declared as soon as the object is there', () => {
    const declaration = {
      policy: 'documents',
      filename: 'a.pdf',
      contentType: 'application/pdf',
      size: 1,
      metadata: {},
    };
    expect(scanningUpload(ref, declaration)).toMatchObject({
      status: 'scanning',
      policy: 'documents',
      filename: 'a.pdf',
      declaredContentType: 'application/pdf',
    });
  });

  it('tells nothing of an object that carries no declaration', () => {
    expect(Object.keys(scanningUpload(ref, undefined))).toEqual(['id', 'expiresAt', 'status']);
  });

  it('keeps the format of the verdict to itself', () => {
    expect(decidedUpload(ref, { schema: 1, status: 'erased', erasedAt: 'now' })).toEqual({
      id: ref.id,
      expiresAt: '2026-11-22T12:00:00.000Z',
      status: 'erased',
      erasedAt: 'now',
    });
  });
});
