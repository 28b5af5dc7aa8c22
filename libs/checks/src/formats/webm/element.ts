import { reject, type Rejection } from '#core';
import type { RangeCursor } from '../../reading/range-cursor.js';

/** RFC 8794: one element's ID, where its contents begin, and how long they are. */
export interface Element {
  readonly id: number;
  readonly headerBytes: number;
  /** Of the contents; undefined while a live recording does not know it (6.2). */
  readonly bytes: number | undefined;
}

/** RFC 8794, 11.2.4: what a WebM file's header may say at most. */
const MAX_ID_BYTES = 4;
const MAX_SIZE_BYTES = 8;

/** The element that begins here, if it does before `end`. */
export async function peekElement(cursor: RangeCursor, end = cursor.end): Promise<Element | Rejection> {
  const header = await cursor.peek(Math.min(MAX_ID_BYTES + MAX_SIZE_BYTES, end - cursor.position));
  const idBytes = Math.clz32(header[0] ?? 0) - 23;
  if (idBytes > MAX_ID_BYTES) return reject('malformed', 'The recording has something other than elements.');
  const sizeBytes = Math.clz32(header[idBytes] ?? 0xff) - 23;
  if (header.length < idBytes + sizeBytes || header.length <= idBytes)
    return reject('truncated', 'The recording ends within the header of an element.');
  if (sizeBytes > MAX_SIZE_BYTES) return reject('malformed', 'An element has no size.');
  return {
    id: header.readUIntBE(0, idBytes),
    headerBytes: idBytes + sizeBytes,
    bytes: sizeOf(header.subarray(idBytes, idBytes + sizeBytes)),
  };
}

/** RFC 8794, 4: the length is in the leading zeros, and all ones stands for unknown. */
function sizeOf(bytes: Buffer): number | undefined {
  const marker = 0x80 >> (bytes.length - 1);
  let size = (bytes[0] ?? 0) - marker;
  let isUnknown = size === marker - 1;
  for (const byte of bytes.subarray(1)) {
    size = size * 256 + byte;
    isUnknown &&= byte === 0xff;
  }
  return isUnknown ? undefined : size;
}
