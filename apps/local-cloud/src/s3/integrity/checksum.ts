import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';

/** Something that eats bytes and says base64 in the end. */
export interface RunningDigest {
  update(chunk: Buffer): void;
  digest(): string;
}

/** S3's additional checksums that this cloud verifies; CRC32C and CRC64NVME are answered with NotImplemented. */
export const CHECKSUMS = {
  'x-amz-checksum-crc32': { name: 'CRC32', bytes: 4, start: startCrc32 },
  'x-amz-checksum-sha1': { name: 'SHA1', bytes: 20, start: () => startHash('sha1') },
  'x-amz-checksum-sha256': { name: 'SHA256', bytes: 32, start: () => startHash('sha256') },
} as const;

export type ChecksumHeader = keyof typeof CHECKSUMS;

export const isChecksumHeader = (name: string): name is ChecksumHeader => Object.hasOwn(CHECKSUMS, name);

export function startHash(algorithm: 'md5' | 'sha1' | 'sha256'): RunningDigest {
  const hash = createHash(algorithm);
  return { update: (chunk) => hash.update(chunk), digest: () => hash.digest('base64') };
}

function startCrc32(): RunningDigest {
  let value = 0;
  return {
    update: (chunk) => (value = crc32(chunk, value)),
    digest: () => {
      const bytes = Buffer.alloc(4);
      bytes.writeUInt32BE(value);
      return bytes.toString('base64');
    },
  };
}
