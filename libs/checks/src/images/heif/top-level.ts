import { reject, type Rejection } from '#core';
import { oncePerObject, type Subject } from '../../check.js';
import { MAX_PADDING_BYTES } from '../after-image.js';
import { boxAt, LONG_HEADER_BYTES, type Box } from './boxes.js';

/** Genuine files have three to eight. Each may cost a request. */
const MAX_BOXES = 32;
/** Motion photos (`mpvd`) and Samsung's own (`sefd`) included; what is not one of these is no box that was cut short. */
const KNOWN = new Set(
  'ftyp meta mdat moov free skip wide uuid idat mpvd sefd moof mfra styp sidx'.split(' '),
);
const BOX_TYPE = /^[A-Za-z0-9 ]{4}$/;

export type TopLevel = { readonly boxes: readonly Box[] } | { readonly rejection: Rejection };

/** The file's boxes, header by header to the object's end: ISO/IEC 14496-12, 4.2 and 6.2. */
export const topLevel = oncePerObject(async ({ reader, size, pace }: Subject): Promise<TopLevel> => {
  const boxes: Box[] = [];
  for (let at = 0; at < size;) {
    await pace.breathe();
    const header = await reader.read(at, LONG_HEADER_BYTES);
    if (header.every((byte) => byte === 0) && size - at <= MAX_PADDING_BYTES) {
      if ((await reader.read(at, size - at)).every((byte) => byte === 0)) break;
    }
    const box = boxAt(header, at, size);
    const isKnown = box !== undefined && KNOWN.has(box.type);
    if (box === undefined || (!isKnown && (box.end > size || !BOX_TYPE.test(box.type))))
      return { rejection: reject('polyglot', 'something that is no box follows the boxes') };
    if (box.end > size) return { rejection: reject('truncated', 'ends before its last box does') };
    if (boxes.length === MAX_BOXES)
      return { rejection: reject('unverifiable', `has more than ${MAX_BOXES} boxes`) };
    boxes.push(box);
    at = box.end;
  }
  return { boxes };
});
