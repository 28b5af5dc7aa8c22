import type { Readable } from 'node:stream';
import type { Headers } from '../../http/headers.js';
import { S3Error } from '../s3-error.js';
import { CHECKSUMS, startHash, type RunningDigest } from './checksum.js';
import { ChunkedBody } from './chunked-body.js';
import { declaredDigests, parseChecksum, type DeclaredDigests } from './declared-digests.js';

/** The one streaming form that AWS's JavaScript SDK sends; signed chunks are answered with NotImplemented. */
const UNSIGNED_CHUNKS = 'STREAMING-UNSIGNED-PAYLOAD-TRAILER';
const LENGTH = /^\d{1,15}$/;

export interface VerifiedPayload {
  /** Bytes. */
  readonly size: number;
  /** Hexadecimal. */
  readonly md5: string;
  /** The `x-amz-checksum-*` headers that agreed. */
  readonly checksums: Headers;
}

/** A request's body: iterate it once, then `verify()` that it was what its headers declare. */
export class Payload implements AsyncIterable<Buffer> {
  private readonly declared: DeclaredDigests;
  private readonly declaredBytes: number;
  private readonly chunks: ChunkedBody | undefined;
  private readonly md5 = startHash('md5');
  private readonly sha256: RunningDigest | undefined;
  private readonly checksum: RunningDigest | undefined;
  private receivedBytes = 0;

  constructor(
    headers: Headers,
    private readonly body: Readable,
    maxBytes: number,
  ) {
    const encoding = headers['x-amz-content-sha256'] ?? '';
    if (encoding.startsWith('STREAMING-') && encoding !== UNSIGNED_CHUNKS) {
      throw new S3Error('NotImplemented', `${encoding} is not implemented.`);
    }
    this.chunks = encoding === UNSIGNED_CHUNKS ? new ChunkedBody() : undefined;
    this.declared = declaredDigests(headers);
    this.declaredBytes = lengthOf(
      headers[this.chunks ? 'x-amz-decoded-content-length' : 'content-length'],
      maxBytes,
    );
    this.sha256 = this.declared.payloadSha256 === undefined ? undefined : startHash('sha256');
    const header = this.declared.checksum?.header ?? this.declared.trailer;
    this.checksum = header === undefined ? undefined : CHECKSUMS[header].start();
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Buffer> {
    // Destroying a request closes its socket, and the refusal could not be told any more.
    for await (const received of this.body.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
      for (const bytes of this.chunks?.take(received) ?? [received]) {
        this.receivedBytes += bytes.length;
        if (this.receivedBytes > this.declaredBytes) throw new S3Error('IncompleteBody');
        for (const digest of [this.md5, this.sha256, this.checksum]) digest?.update(bytes);
        yield bytes;
      }
    }
    this.chunks?.end();
  }

  /** Call once, after the last byte. */
  verify(): VerifiedPayload {
    if (this.receivedBytes !== this.declaredBytes) throw new S3Error('IncompleteBody');
    const md5 = this.md5.digest();
    const { contentMd5, payloadSha256 } = this.declared;
    if (contentMd5 !== undefined && contentMd5 !== md5) {
      throw new S3Error('BadDigest', 'The Content-MD5 you specified did not match what we received.');
    }
    if (this.sha256 !== undefined && toHex(this.sha256.digest()) !== payloadSha256) {
      throw new S3Error('XAmzContentSHA256Mismatch');
    }
    return { size: this.receivedBytes, md5: toHex(md5), checksums: this.verifyChecksum() };
  }

  private verifyChecksum(): Headers {
    const { trailer, checksum = trailer && parseChecksum(trailer, this.chunks?.trailers[trailer] ?? '') } =
      this.declared;
    if (checksum === undefined) return {};
    const { header, value } = checksum;
    if (this.checksum?.digest() !== value) {
      const { name } = CHECKSUMS[header];
      throw new S3Error('BadDigest', `The ${name} you specified did not match the calculated checksum.`);
    }
    return { [header]: value };
  }
}

function lengthOf(header: string | undefined, maxBytes: number): number {
  if (header === undefined || !LENGTH.test(header)) throw new S3Error('MissingContentLength');
  const bytes = Number(header);
  if (bytes > maxBytes) throw new S3Error('EntityTooLarge');
  return bytes;
}

const toHex = (base64: string) => Buffer.from(base64, 'base64').toString('hex');
