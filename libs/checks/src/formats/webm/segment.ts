import { isRejection, reject, type Rejection } from '#core';
import { oncePerObject, type Subject } from '../../inspection/check.js';
import { type RangeCursor, withCursor } from '../../reading/range-cursor.js';
import { trailing } from '../media/end.js';
import { peekElement, type Element } from './element.js';
import { ATTACHMENTS, CLUSTER, DOC_TYPE, EBML, isInCluster, isInSegment, SEGMENT, TRACKS } from './ids.js';
import { readTracks, type Track } from './tracks.js';

/** A block every 10 ms for a day. */
const MAX_ELEMENTS = 10_000_000;
const MAX_HEADER_BYTES = 4096;

export interface WebmFile {
  readonly docType: string;
  readonly tracks: readonly Track[];
}

/** RFC 8794, RFC 9559: a header, then one segment up to the end of the object. Skips over what was recorded. */
export const webmFile = oncePerObject((subject: Subject): Promise<WebmFile | Rejection> =>
  withCursor(subject, 0, async (cursor) => {
    const docType = await readDocType(cursor);
    if (typeof docType !== 'string') return docType;
    const segment = await peekElement(cursor);
    if (isRejection(segment)) return segment;
    if (segment.id !== SEGMENT) return reject('malformed', 'The recording has no segment behind its header.');
    cursor.skip(segment.headerBytes);
    const end = segment.bytes === undefined ? cursor.end : cursor.position + segment.bytes;
    if (end > cursor.end) return reject('truncated', 'The recording ends within its segment.');
    const rejection = await trailing(subject, end);
    if (rejection !== undefined) return rejection;
    const tracks = await readSegment(cursor, end);
    return isRejection(tracks) ? tracks : { docType, tracks };
  }),
);

async function readDocType(cursor: RangeCursor): Promise<string | Rejection> {
  const header = await peekElement(cursor);
  if (isRejection(header)) return header;
  if (header.id !== EBML || header.bytes === undefined || header.bytes > MAX_HEADER_BYTES)
    return reject('malformed', 'The recording does not begin with its header.');
  cursor.skip(header.headerBytes);
  const end = cursor.position + header.bytes;
  let docType: string | undefined;
  while (cursor.position < end) {
    const element = await peekElement(cursor, end);
    if (isRejection(element)) return element;
    if (element.bytes === undefined || element.bytes > end - cursor.position)
      return reject('malformed', "The recording's header is broken.");
    cursor.skip(element.headerBytes);
    if (element.id === DOC_TYPE) {
      if (docType !== undefined) return reject('malformed', 'The recording names its type twice.');
      docType = (await cursor.peek(element.bytes)).toString('latin1').replace(/\0+$/, '');
    }
    cursor.skip(element.bytes);
  }
  return docType ?? reject('malformed', 'The recording does not name its type.');
}

/** Clusters of unknown size end where the next one begins, so they are walked through as if they were not there. */
async function readSegment(cursor: RangeCursor, end: number): Promise<Track[] | Rejection> {
  let tracks: Track[] | undefined;
  let hasCluster = false;
  let isInOpenCluster = false;
  for (let elements = 0; cursor.position < end; elements++) {
    if (elements > MAX_ELEMENTS)
      return reject('unverifiable', `The recording has more than ${MAX_ELEMENTS} elements.`);
    const element = await peekElement(cursor, end);
    if (isRejection(element)) return element;
    const problem = misplaced(element, isInOpenCluster, end - cursor.position);
    if (problem !== undefined) return problem;
    if (isInSegment(element.id) && element.id > 0xffff) isInOpenCluster = false;
    cursor.skip(element.headerBytes);
    if (element.bytes === undefined) {
      isInOpenCluster = true;
      hasCluster = true;
      continue;
    }
    const next = cursor.position + element.bytes;
    if (element.id === CLUSTER) hasCluster = true;
    if (element.id === TRACKS) {
      if (tracks !== undefined) return reject('malformed', 'The recording lists its tracks twice.');
      const found = await readTracks(cursor, next);
      if (isRejection(found)) return found;
      tracks = found;
    }
    cursor.skip(next - cursor.position);
  }
  if (tracks === undefined) return reject('truncated', 'The recording ends before its tracks.');
  return hasCluster ? tracks : reject('truncated', 'The recording ends before its first cluster.');
}

function misplaced(
  { id, bytes, headerBytes }: Element,
  isInOpenCluster: boolean,
  left: number,
): Rejection | undefined {
  if (id === ATTACHMENTS) return reject('embedded-object', 'The recording has files attached.');
  if (!isInSegment(id) && !(isInOpenCluster && isInCluster(id)))
    return reject('malformed', 'The recording has an element that no WebM has there.');
  if (bytes === undefined)
    return id === CLUSTER ? undefined : reject('malformed', 'An element other than a cluster has no size.');
  return headerBytes + bytes > left
    ? reject('truncated', 'The recording ends within an element.')
    : undefined;
}
