import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { expiryOf, isUploadIdShaped, UploadIds } from './upload-id.js';

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

  it('needs a secret', () => {
    expect(() => new UploadIds([])).toThrow('at least one');
  });
});
