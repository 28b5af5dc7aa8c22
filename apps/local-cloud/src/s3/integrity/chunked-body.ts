import { S3Error } from '../s3-error.js';

/** A chunk's size line or a trailer; longer than any that S3's clients send. */
const MAX_LINE_BYTES = 1024;
const CHUNK_SIZE = /^[0-9a-f]{1,8}$/i;

/**
 * Takes `aws-chunked` apart, as the SDKs send streams with a trailing checksum: hexadecimal size, CRLF, bytes,
 * CRLF, … `0`, CRLF, trailers, CRLF. S3 API, "Signature calculations: trailing headers".
 */
export class ChunkedBody {
  /** Names in lower case; complete at the end. */
  readonly trailers: Record<string, string> = {};
  private state: 'size' | 'bytes' | 'after-bytes' | 'trailers' | 'end' = 'size';
  private line: Buffer = Buffer.alloc(0);
  private missingBytes = 0;

  /** The payload's share of what came over the wire. */
  *take(received: Buffer): Generator<Buffer> {
    let rest = received;
    while (rest.length > 0 && this.state !== 'end') {
      if (this.state === 'bytes') {
        const bytes = rest.subarray(0, this.missingBytes);
        this.missingBytes -= bytes.length;
        if (this.missingBytes === 0) this.state = 'after-bytes';
        rest = rest.subarray(bytes.length);
        yield bytes;
      } else {
        rest = this.takeLine(rest);
      }
    }
  }

  end(): void {
    if (this.state !== 'end') throw new S3Error('IncompleteBody');
  }

  private takeLine(received: Buffer): Buffer {
    const end = received.indexOf('\n');
    this.line = Buffer.concat([this.line, end < 0 ? received : received.subarray(0, end)]);
    if (this.line.length > MAX_LINE_BYTES) throw new S3Error('IncompleteBody');
    if (end < 0) return Buffer.alloc(0);
    const line = this.line.toString('latin1').trim();
    this.line = Buffer.alloc(0);
    this.readLine(line);
    return received.subarray(end + 1);
  }

  private readLine(line: string): void {
    if (this.state === 'size') {
      if (!CHUNK_SIZE.test(line)) throw new S3Error('IncompleteBody');
      this.missingBytes = Number.parseInt(line, 16);
      this.state = this.missingBytes === 0 ? 'trailers' : 'bytes';
    } else if (this.state === 'after-bytes') {
      this.state = 'size';
    } else if (line === '') {
      this.state = 'end';
    } else {
      const [name = '', ...value] = line.split(':');
      this.trailers[name.toLowerCase()] = value.join(':').trim();
    }
  }
}
