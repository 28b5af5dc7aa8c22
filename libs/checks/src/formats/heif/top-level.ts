import { reject, type Rejection } from '#core';
import { oncePerObject, type Subject } from '../../inspection/check.js';
import { isPadding } from '../../reading/padding.js';
import { MAX_ZERO_BYTES } from '../image/after-image.js';
import { boxHeader, LONG_HEADER_BYTES } from '../iso-media/box-header.js';
import { boxOf, type Box } from '../iso-media/boxes.js';

/** Genuine files have three to eight. Each may cost a request. */
const MAX_BOXES = 32;
/** Motion photos (`mpvd`) and Samsung's own (`sefd`) included; what is not one of these is no box that was cut short. */
const KNOWN = new Set(
  'ftyp meta mdat moov free skip wide uuid idat mpvd sefd moof mfra styp sidx'.split(' '),
);
const BOX_TYPE = /^[A-Za-z0-9 ]{4}$/;

export type TopLevel = { readonly boxes: readonly Box[] } | Rejection;

/** The file's boxes, header by header to the object's end: ISO/IEC 14496-12, 4.2 and 6.2. */
export const topLevel = oncePerObject(async ({ reader, size, pace }: Subject): Promise<TopLevel> => {
  const boxes: Box[] = [];
  for (let at = 0; at < size;) {
    await pace.breathe();
    const header = await reader.read(at, LONG_HEADER_BYTES);
    if (isFill(header) && size - at <= MAX_ZERO_BYTES && isFill(await reader.read(at, size - at))) break;
    const box = boxOf(boxHeader(header), at, size);
    const isKnown = box !== undefined && KNOWN.has(box.type);
    if (box === undefined || (!isKnown && (box.end > size || !BOX_TYPE.test(box.type))))
      return reject('polyglot', 'Something that is no box follows the boxes.');
    if (box.end > size) return reject('truncated', 'The image ends before its last box does.');
    if (boxes.length === MAX_BOXES)
      return reject('unverifiable', `The image has more than ${MAX_BOXES} boxes.`);
    if (box.type === 'ftyp' && boxes.length > 0)
      return reject('polyglot', 'Another file begins behind the boxes of the image.');
    boxes.push(box);
    at = box.end;
  }
  return { boxes };
});

const isFill = (bytes: Buffer): boolean => isPadding(bytes) || bytes.every((byte) => byte === 0);
