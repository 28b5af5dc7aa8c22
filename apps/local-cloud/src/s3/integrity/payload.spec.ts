import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { describe, expect, it } from '@jest/globals';
import { Payload } from './payload.js';

const digest = (algorithm: string, text: string) => createHash(algorithm).update(text).digest('base64');

async function receive(headers: Record<string, string>, body = 'hello', maxBytes = 100) {
  const payload = new Payload(
    { 'content-length': '5', ...headers },
    Readable.from([Buffer.from(body)]),
    maxBytes,
  );
  let text = '';
  for await (const bytes of payload) text += bytes.toString();
  return { text, ...payload.verify() };
}

describe('Payload', () => {
  it('is what its headers declare', async () => {
    const headers = {
      'content-md5': digest('md5', 'hello'),
      'x-amz-content-sha256': createHash('sha256').update('hello').digest('hex'),
      'x-amz-checksum-crc32': 'NhCmhg==',
    };
    expect(await receive(headers)).toEqual({
      text: 'hello',
      size: 5,
      md5: '5d41402abc4b2a76b9719d911017c592',
      checksums: { 'x-amz-checksum-crc32': 'NhCmhg==' },
    });
  });

  it.each([
    ['content-md5', digest('md5', 'other'), 'BadDigest'],
    ['content-md5', 'short', 'InvalidDigest'],
    ['x-amz-content-sha256', createHash('sha256').update('other').digest('hex'), 'XAmzContentSHA256Mismatch'],
    ['x-amz-content-sha256', 'STREAMING-AWS4-HMAC-SHA256-PAYLOAD', 'NotImplemented'],
    ['x-amz-checksum-sha256', digest('sha256', 'other'), 'BadDigest'],
    ['x-amz-checksum-sha1', digest('sha1', 'other'), 'BadDigest'],
    ['x-amz-checksum-crc32', 'AAAAAA==', 'BadDigest'],
    ['x-amz-checksum-sha256', digest('md5', 'hello'), 'InvalidRequest'],
    ['x-amz-checksum-crc64nvme', 'AAAAAAAAAAA=', 'NotImplemented'],
    ['content-length', '6', 'IncompleteBody'],
    ['content-length', '4', 'IncompleteBody'],
    ['content-length', 'many', 'MissingContentLength'],
    ['content-length', '101', 'EntityTooLarge'],
  ])('is refused for its %s: %s', async (name, value, code) => {
    await expect(receive({ [name]: value })).rejects.toMatchObject({ code });
  });

  it('may have one additional checksum only', async () => {
    const headers = { 'x-amz-checksum-crc32': 'NhCmhg==', 'x-amz-checksum-sha1': digest('sha1', 'hello') };
    await expect(receive(headers)).rejects.toMatchObject({ code: 'InvalidRequest' });
  });

  describe('with its checksum behind it', () => {
    const headers = {
      'x-amz-content-sha256': 'STREAMING-UNSIGNED-PAYLOAD-TRAILER',
      'x-amz-decoded-content-length': '5',
      'x-amz-trailer': 'x-amz-checksum-crc32',
    };

    it('is taken out of its chunks', async () => {
      const received = await receive(headers, '5\r\nhello\r\n0\r\nx-amz-checksum-crc32:NhCmhg==\r\n\r\n');
      expect(received).toMatchObject({ text: 'hello', checksums: { 'x-amz-checksum-crc32': 'NhCmhg==' } });
    });

    it.each([
      ['another checksum', '5\r\nhello\r\n0\r\nx-amz-checksum-crc32:AAAAAA==\r\n\r\n', 'BadDigest'],
      ['no checksum', '5\r\nhello\r\n0\r\n\r\n', 'InvalidRequest'],
      ['fewer bytes', '4\r\nhell\r\n0\r\nx-amz-checksum-crc32:NhCmhg==\r\n\r\n', 'IncompleteBody'],
      ['more bytes', '6\r\nhello!\r\n0\r\nx-amz-checksum-crc32:NhCmhg==\r\n\r\n', 'IncompleteBody'],
    ])('is refused for %s', async (_, wire, code) => {
      await expect(receive(headers, wire)).rejects.toMatchObject({ code });
    });
  });
});
