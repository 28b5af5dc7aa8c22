import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  decodeDeclaration,
  encodeDeclaration,
  MAX_OBJECT_METADATA_BYTES,
  type Declaration,
} from './declaration.js';
import { filenameProblem } from './filename.js';
import { metadataProblem } from './metadata.js';
import { decodeCleanObject, encodeCleanObject, type CleanObject } from '../verdict/clean-object.js';

const declaration: fc.Arbitrary<Declaration> = fc.record(
  {
    policy: fc.stringMatching(/^[a-z0-9-]{1,40}$/),
    filename: fc
      .string({ unit: 'grapheme', minLength: 1, maxLength: 60 })
      .filter((name) => filenameProblem(name) === undefined),
    contentType: fc.constantFrom('application/pdf', 'image/svg+xml'),
    size: fc.integer({ min: 1, max: 5 * 2 ** 30 }),
    checksumSha256: fc
      .uint8Array({ minLength: 32, maxLength: 32 })
      .map((bytes) => Buffer.from(bytes).toString('base64')),
    metadata: fc
      .dictionary(fc.stringMatching(/^[a-z0-9-]{1,32}$/), fc.string({ unit: 'grapheme', maxLength: 20 }), {
        maxKeys: 16,
      })
      .filter((metadata) => metadataProblem(metadata) === undefined),
  },
  { requiredKeys: ['policy', 'filename', 'contentType', 'size', 'metadata'] },
);

const largest: Declaration = {
  policy: 'p'.repeat(40),
  filename: 'ä'.repeat(127) + 'x',
  contentType: `${'t'.repeat(63)}/${'s'.repeat(63)}`,
  size: 5 * 2 ** 30,
  checksumSha256: Buffer.alloc(32, 255).toString('base64'),
  metadata: { k: 'x'.repeat(766) },
};

const bytesOf = (metadata: Readonly<Record<string, string>>): number =>
  Object.entries(metadata).reduce(
    (sum, [name, value]) => sum + Buffer.byteLength(name) + Buffer.byteLength(value),
    0,
  );

describe('a declaration', () => {
  it('comes back from the object as it was declared', () => {
    fc.assert(
      fc.property(
        declaration,
        (given) => void expect(decodeDeclaration(encodeDeclaration(given))).toEqual(given),
      ),
    );
  });

  it('fits the 2,048 bytes that S3 allows, and so does what is written to clean/', () => {
    const clean: CleanObject = {
      policy: largest.policy,
      filename: largest.filename,
      declaredContentType: largest.contentType,
      sourceEtag: `"${'f'.repeat(32)}-10000"`,
      sha256: Buffer.alloc(32, 255).toString('base64'),
      metadata: largest.metadata,
      warnings: Array.from({ length: 9 }, () => ({ code: 'csv-formula', detail: 'a cell starts with =' })),
      scannedAt: '2026-11-22T12:00:00.000Z',
    };
    expect(filenameProblem(largest.filename)).toBeUndefined();
    expect(bytesOf(encodeDeclaration(largest))).toBeLessThanOrEqual(MAX_OBJECT_METADATA_BYTES);
    expect(bytesOf(encodeCleanObject(clean))).toBeLessThanOrEqual(MAX_OBJECT_METADATA_BYTES);
    expect(decodeCleanObject(encodeCleanObject(clean))).toMatchObject({
      ...clean,
      warnings: clean.warnings.slice(0, 3),
    });
  });

  it.each([
    ['nothing', {}],
    ['another policy name', { policy: 'Not A Name' }],
    ['a hostile file name', { filename: '..%2Fpasswd' }],
    ['a broken escape', { filename: '%E0%A4' }],
    ['a media type with parameters', { 'declared-type': 'text/html; charset=utf-8' }],
    ['a size of zero', { 'declared-size': '0' }],
    ['a size that is no number', { 'declared-size': '1e3' }],
    ['half a checksum', { 'declared-sha256': 'AAAA' }],
    ['foreign metadata', { metadata: 'A' }],
  ])('is not read from an object with %s', (_, change) => {
    const object =
      Object.keys(change).length === 0 ? {} : { ...encodeDeclaration({ ...largest }), ...change };
    expect(decodeDeclaration(object)).toBeUndefined();
  });

  it('is never read from arbitrary metadata, and reading never throws', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.string()), (object) => {
        expect(decodeDeclaration(object)).toBeUndefined();
        expect(decodeCleanObject(object)).toBeUndefined();
      }),
    );
  });
});
