import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { MAX_METADATA_BYTES, metadataProblem } from '../upload/metadata.js';
import { UploadIds } from '../upload/upload-id.js';
import { isOrigin, type SessionBounds } from './session.js';
import { MAX_SESSION_TOKEN_CHARACTERS, SESSION_TOKEN_PREFIX, SessionTokens } from './session-tokens.js';

const OLD = 'o'.repeat(32);
const NEW = 'n'.repeat(32);
const tokens = new SessionTokens([NEW, OLD]);
const expiresAt = new Date('2026-11-22T12:00:00Z');
const before = new Date(expiresAt.getTime() - 1);
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

const bounds: fc.Arbitrary<SessionBounds> = fc.record(
  {
    policy: fc.stringMatching(/^[a-z0-9-]{1,40}$/),
    maxBytes: fc.integer({ min: 1 }),
    metadata: fc
      .dictionary(fc.stringMatching(/^[a-z0-9-]{1,32}$/), fc.string({ unit: 'grapheme', maxLength: 40 }), {
        maxKeys: 16,
      })
      .filter((metadata) => metadataProblem(metadata) === undefined)
      .map((metadata) => ({ ...metadata })),
    origin: fc.constantFrom('https://app.example.com', 'http://localhost:5173'),
  },
  { requiredKeys: [] },
);

describe('SessionTokens', () => {
  it('gives back what was issued, until it expires', () => {
    fc.assert(
      fc.property(bounds, (given) => {
        const token = tokens.issue('acme', given, expiresAt);
        expect(tokens.verify(token, before)).toEqual({
          ...given,
          id: expect.stringMatching(/^[\w-]{20}$/),
          tenant: 'acme',
          expiresAt,
        });
        expect(tokens.verify(token, expiresAt)).toBeUndefined();
      }),
    );
  });

  it('refuses a token in which any one character was changed', () => {
    const token = tokens.issue('acme', { policy: 'images', metadata: { user: '42' } }, expiresAt);
    fc.assert(
      fc.property(fc.nat(token.length - 1), fc.constantFrom(...`${ALPHABET}.=~`), (at, character) => {
        fc.pre(token[at] !== character);
        expect(tokens.verify(token.slice(0, at) + character + token.slice(at + 1), before)).toBeUndefined();
      }),
    );
  });

  it('refuses a token in which any one bit was changed', () => {
    const token = Buffer.from(tokens.issue('acme', {}, expiresAt));
    for (let bit = 0; bit < token.length * 8; bit++) {
      const forged = Buffer.from(token);
      forged.writeUInt8(forged.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3);
      expect(tokens.verify(forged.toString('latin1'), before)).toBeUndefined();
    }
  });

  it('refuses the bounds of one token with the MAC of another', () => {
    const [text] = tokens.issue('acme', { maxBytes: 10 }, expiresAt).split('.');
    const [, tag] = tokens.issue('acme', { maxBytes: 20 }, expiresAt).split('.');
    expect(tokens.verify(`${text}.${tag}`, before)).toBeUndefined();
  });

  it('refuses whatever else may be sent, without throwing', () => {
    const anything = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 200 }),
      fc.string({ maxLength: 200 }).map((text) => `${SESSION_TOKEN_PREFIX}${text}`),
      fc
        .tuple(fc.json(), fc.uint8Array({ minLength: 24, maxLength: 24 }))
        .map(
          ([json, tag]) =>
            `${SESSION_TOKEN_PREFIX}${Buffer.from(json).toString('base64url')}.${Buffer.from(tag).toString('base64url')}`,
        ),
    );
    fc.assert(fc.property(anything, (token) => tokens.verify(token, before) === undefined));
  });

  it('is not made of what signs upload ids', () => {
    const id = new UploadIds([NEW]).issue('acme', expiresAt);
    expect(tokens.verify(`${SESSION_TOKEN_PREFIX}${id}.${id.slice(-32)}`, before)).toBeUndefined();
  });

  it('still knows tokens that an older secret signed, and none of a secret that was dropped', () => {
    const token = new SessionTokens([OLD]).issue('acme', {}, expiresAt);
    expect(tokens.verify(token, before)).toMatchObject({ tenant: 'acme' });
    expect(new SessionTokens([NEW]).verify(token, before)).toBeUndefined();
  });

  it('stays below its cap with everything as long as it may be', () => {
    const token = tokens.issue(
      't'.repeat(40),
      {
        policy: 'p'.repeat(40),
        maxBytes: Number.MAX_SAFE_INTEGER,
        metadata: { k: 'x'.repeat(MAX_METADATA_BYTES - 2) },
        origin: `https://${`${'a'.repeat(62)}.`.repeat(4)}:65535`,
      },
      expiresAt,
    );
    expect(token.length).toBeLessThan(MAX_SESSION_TOKEN_CHARACTERS);
    expect(tokens.verify(token, before)).toBeDefined();
  });

  it('reads none that is longer than its cap, though it signed it', () => {
    const withMetadata = (length: number) =>
      tokens.issue('acme', { metadata: { k: 'x'.repeat(length) } }, expiresAt);
    let length = 0;
    while (withMetadata(length + 1).length <= MAX_SESSION_TOKEN_CHARACTERS) length++;
    expect(tokens.verify(withMetadata(length), before)).toBeDefined();
    expect(tokens.verify(withMetadata(length + 1), before)).toBeUndefined();
  });

  it('needs a secret', () => {
    expect(() => new SessionTokens([])).toThrow('at least one');
  });
});

describe('isOrigin', () => {
  it('takes the longest host with scheme and port, and nothing longer', () => {
    const ofLength = (length: number) =>
      `https://${'a.'.repeat(200)}`.slice(0, length - 'b.example'.length) + 'b.example';
    expect(ofLength(270)).toHaveLength(270);
    expect(isOrigin(ofLength(270))).toBe(true);
    expect(isOrigin(ofLength(271))).toBe(false);
  });

  it.each([
    'https://app.example.com',
    'http://localhost:5173',
    'http://[::1]:3000',
    'https://xn--bcher-kva.example',
  ])('takes %s', (origin) => expect(isOrigin(origin)).toBe(true));

  it.each([
    '',
    '*',
    'null',
    'https://*.example.com',
    'app.example.com',
    'https://app.example.com/',
    'https://app.example.com/path',
    'https://app.example.com:443',
    'https://APP.example.com',
    'https://user@app.example.com',
    'https://bücher.example',
    'file:///etc',
    'javascript:alert(1)',
    `https://${'a'.repeat(300)}.example`,
  ])('refuses %j', (origin) => expect(isOrigin(origin)).toBe(false));
});
