import { createHash } from 'node:crypto';
import type { ObjectHead, ObjectMetadata } from '#core';

/** One version of an object. Its bytes are a word, its ETag their MD5, as S3's is. */
export interface Version {
  readonly bytes: string;
  readonly contentType: string;
  readonly metadata: ObjectMetadata;
  readonly etag: string;
  /** The same for the same content, metadata included. */
  readonly id: number;
}

const ids = new Map<string, number>();

/** A short name for a long text: the same for the same text. */
export function idOf(text: string): number {
  let id = ids.get(text);
  if (id === undefined) {
    id = ids.size;
    ids.set(text, id);
  }
  return id;
}

export function version(bytes: string, contentType: string, metadata: ObjectMetadata): Version {
  const id = idOf(JSON.stringify([bytes, contentType, metadata]));
  return { bytes, contentType, metadata, etag: etagOf(bytes), id };
}

const etags = new Map<string, string>();

export function etagOf(bytes: string): string {
  let etag = etags.get(bytes);
  if (etag === undefined) {
    etag = `"${createHash('md5').update(bytes).digest('hex')}"`;
    etags.set(bytes, etag);
  }
  return etag;
}

/** All objects are of one age, time passes only where it matters: whether an object came before the verdict, or after. */
export const WRITTEN_AT = new Date('2030-01-01T00:00:00Z');
export const DECIDED_AT = new Date('2030-01-01T00:00:01Z');
const WRITTEN_AGAIN_AT = new Date('2030-01-01T00:00:02Z');

export function headOf({ etag, bytes, contentType, metadata }: Version, isReplay = false): ObjectHead {
  const lastModified = isReplay ? WRITTEN_AGAIN_AT : WRITTEN_AT;
  return { etag, size: bytes.length, contentType, metadata, lastModified };
}
