import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { S3Error } from '../s3-error.js';
import { ChunkedBody } from './chunked-body.js';

const TRAILER = 'x-amz-checksum-crc32:AAAAAA==';

const encode = (chunks: Uint8Array[]) =>
  Buffer.concat([
    ...chunks.flatMap((chunk) => [
      Buffer.from(`${chunk.length.toString(16)}\r\n`),
      chunk,
      Buffer.from('\r\n'),
    ]),
    Buffer.from(`0\r\n${TRAILER}\r\n\r\n`),
  ]);

/** The bytes cut into packets of that size, as a network might. */
function decode(wire: Buffer, packetBytes = wire.length) {
  const body = new ChunkedBody();
  const taken: Buffer[] = [];
  for (let offset = 0; offset < wire.length; offset += packetBytes) {
    taken.push(...body.take(wire.subarray(offset, offset + packetBytes)));
  }
  body.end();
  return { payload: Buffer.concat(taken), trailers: body.trailers };
}

describe('ChunkedBody', () => {
  it('gives payload and trailers back, however the network cuts them', () => {
    const chunks = fc.array(fc.uint8Array({ minLength: 1, maxLength: 40 }));
    fc.assert(
      fc.property(chunks, fc.integer({ min: 1, max: 50 }), (payload, packetBytes) => {
        const decoded = decode(encode(payload), packetBytes);
        expect(decoded.payload.equals(Buffer.concat(payload))).toBe(true);
        expect(decoded.trailers).toEqual({ 'x-amz-checksum-crc32': 'AAAAAA==' });
      }),
    );
  });

  it('notices every cut', () => {
    const wire = encode([Buffer.from('hello'), Buffer.from('world')]);
    for (let length = 0; length < wire.length; length += 1) {
      expect(() => decode(wire.subarray(0, length))).toThrow(S3Error);
    }
  });

  it.each(['x\r\n', '-1\r\n', '\r\n', '5;chunk-signature=0\r\nhello\r\n'])(
    'refuses %j for a size',
    (wire) => {
      expect(() => decode(Buffer.from(wire))).toThrow(S3Error);
    },
  );

  it('does not collect an endless line', () => {
    expect(() => decode(Buffer.alloc(100_000, '0'), 100)).toThrow(S3Error);
  });
});
