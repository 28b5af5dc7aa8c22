import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { MAX_MULTIPART_BYTES, MULTIPART_FROM_BYTES, cutOf } from './parts.js';
import { cutOfId, expiryOf, isUploadIdShaped, UploadIds } from './upload-id.js';

const OLD = 'o'.repeat(32);
const NEW = 'n'.repeat(32);
const expiresAt = new Date('2026-11-22T12:00:00Z');

describe('UploadIds', () => {
  const ids = new UploadIds([NEW, OLD]);

  it('knows the ids it issued to a tenant', () => {
    expect(ids.verify('acme', ids.issue('acme', expiresAt))).toBe(true);
  });

  it('does not know an id that it issued to another tenant', () => {
    expect(ids.verify('rival', ids.issue('acme', expiresAt))).toBe(false);
  });

  it('still knows ids that an older secret signed', () => {
    expect(ids.verify('acme', new UploadIds([OLD]).issue('acme', expiresAt))).toBe(true);
  });

  it('forgets the ids of a secret that was dropped', () => {
    expect(new UploadIds([NEW]).verify('acme', new UploadIds([OLD]).issue('acme', expiresAt))).toBe(false);
  });

  it('carries the expiry in the id', () => {
    expect(expiryOf(ids.issue('acme', expiresAt))).toEqual(expiresAt);
  });

  it('issues ids that never repeat and share no prefix', () => {
    const issued = Array.from({ length: 500 }, () => ids.issue('acme', expiresAt));
    expect(new Set(issued.map((id) => id.slice(0, 12))).size).toBe(500);
  });

  it('refuses an id in which any one character was changed', () => {
    const id = ids.issue('acme', expiresAt);
    const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
    fc.assert(
      fc.property(fc.nat(id.length - 1), fc.constantFrom(...alphabet), (at, character) => {
        fc.pre(id[at] !== character);
        expect(ids.verify('acme', id.slice(0, at) + character + id.slice(at + 1))).toBe(false);
      }),
    );
  });

  it('refuses whatever else a client may send, without throwing', () => {
    fc.assert(fc.property(fc.string({ maxLength: 80, unit: 'binary' }), (id) => !ids.verify('acme', id)));
  });

  it('has a date for expiry whatever was forged', () => {
    expect(expiryOf('_'.repeat(52)).toISOString()).toMatch(/^\+0/);
  });

  it('has one spelling of an id only', () => {
    const id = ids.issue('acme', expiresAt);
    for (const other of [
      `${id}=`,
      `${id} `,
      id.replaceAll('-', '+').replaceAll('_', '/') + '\n',
      id.slice(0, -1),
    ])
      expect(isUploadIdShaped(other)).toBe(false);
  });

  it('knows which of its ids are a session’s', () => {
    const id = ids.issue('acme', expiresAt, 'session-1');
    expect(ids.verify('acme', id)).toBe(true);
    expect(ids.verify('acme', id, 'session-1')).toBe(true);
    expect(ids.verify('acme', id, 'session-2')).toBe(false);
    expect(ids.verify('rival', id, 'session-1')).toBe(false);
    expect(ids.verify('acme', ids.issue('acme', expiresAt), 'session-1')).toBe(false);
  });

  it('still knows a session’s ids that an older secret signed', () => {
    const id = new UploadIds([OLD]).issue('acme', expiresAt, 'session-1');
    expect([ids.verify('acme', id, 'session-1'), ids.verify('acme', id, 'session-2')]).toEqual([true, false]);
  });

  it('knows the ids that were issued before there were sessions', () => {
    expect(ids.verify('acme', 'AAECAwQFBgcICQoLDA0ODxAAawLZQHO3un2gaxj92c6Epqa2Ka21')).toBe(true);
  });

  it('issues a session ids that never repeat and share no prefix', () => {
    const issued = Array.from({ length: 500 }, () => ids.issue('acme', expiresAt, 'session-1'));
    expect(new Set(issued.map((id) => id.slice(0, 12))).size).toBe(500);
    expect(issued.every((id) => expiryOf(id).getTime() === expiresAt.getTime())).toBe(true);
  });

  it('refuses a session’s id in which any one character was changed', () => {
    const id = ids.issue('acme', expiresAt, 'session-1');
    for (let at = 0; at < id.length; at++) {
      const forged = id.slice(0, at) + (id[at] === 'A' ? 'B' : 'A') + id.slice(at + 1);
      expect(ids.verify('acme', forged, 'session-1')).toBe(false);
    }
  });

  it('needs a secret', () => {
    expect(() => new UploadIds([])).toThrow('at least one');
  });
});

describe('the id of a multipart upload', () => {
  const ids = new UploadIds([NEW, OLD]);
  const cut = cutOf(MULTIPART_FROM_BYTES);
  const id = ids.issueMultipart('acme', expiresAt, cut);

  it('is known to the tenant that it was issued to, and to no other', () => {
    expect(ids.verify('acme', id)).toBe(true);
    expect(ids.verify('rival', id)).toBe(false);
    expect(ids.verify('acme', new UploadIds([OLD]).issueMultipart('acme', expiresAt, cut))).toBe(true);
    expect(
      new UploadIds([NEW]).verify('acme', new UploadIds([OLD]).issueMultipart('acme', expiresAt, cut)),
    ).toBe(false);
  });

  it('is known to the session that it was issued to, and to no other', () => {
    const ofSession = ids.issueMultipart('acme', expiresAt, cut, 'one');
    expect(['one', 'two', undefined].map((session) => ids.verify('acme', ofSession, session))).toEqual([
      true,
      false,
      true,
    ]);
    expect(ids.verify('acme', id, 'one')).toBe(false);
  });

  it('says when it expires, and how its object is cut', () => {
    fc.assert(
      fc.property(fc.integer({ min: MULTIPART_FROM_BYTES, max: MAX_MULTIPART_BYTES }), (size) => {
        const issued = ids.issueMultipart('acme', expiresAt, cutOf(size));
        expect(isUploadIdShaped(issued)).toBe(true);
        expect(expiryOf(issued)).toEqual(expiresAt);
        expect(cutOfId(issued)).toEqual(cutOf(size));
      }),
    );
  });

  it('is refused with any one bit changed, in every spelling', () => {
    const bytes = Buffer.from(id, 'base64url');
    for (let bit = 0; bit < bytes.length * 8; bit++) {
      const changed = Buffer.from(bytes);
      changed.writeUInt8(changed.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3);
      expect(ids.verify('acme', changed.toString('base64url'))).toBe(false);
    }
  });

  it('is never taken for the id of a single PUT, or the other way round', () => {
    const single = ids.issue('acme', expiresAt);
    expect(cutOfId(single)).toBeUndefined();
    expect(ids.verify('acme', id.slice(0, 52))).toBe(false);
    // With one key for both kinds, the id of the tenant `acme-a-b` would be one of the tenant `-b`.
    const other = Buffer.from(ids.issue('acme-a-b', expiresAt), 'base64url');
    const spliced = Buffer.concat([other.subarray(0, 23), Buffer.from('acme-a'), other.subarray(23)]);
    expect(ids.verify('-b', spliced.toString('base64url'))).toBe(false);
  });
});
