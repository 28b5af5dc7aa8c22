import { isRejection, reject, type Rejection } from '#core';
import { oncePerObject, type Subject } from '../../inspection/check.js';
import type { Area } from '../image/area.js';
import { boxesIn, type Box } from '../iso-media/boxes.js';
import { Fields } from './fields.js';
import { itemEntry, itemLocations, type Extent, type Item } from './items.js';
import { itemAreas } from './properties.js';
import { topLevel } from './top-level.js';

/** Genuine ones take a few KiB, with a thumbnail in them some hundred. */
const MAX_META_BYTES = 4 * 1024 * 1024;
const MAX_ITEMS = 4096;
const DESCRIPTIONS = ['hdlr', 'pitm', 'iinf', 'iloc', 'iprp', 'idat'];

/** What an image file says of its parts: ISO/IEC 14496-12, 8.11, and 23008-12. */
export interface Picture {
  /** A sequence of pictures may have none. */
  readonly primary?: number;
  readonly items: ReadonlyMap<number, Item>;
  readonly extents: readonly Extent[];
  readonly areas: ReadonlyMap<number, Area>;
  /** Of the small parts that are kept in the description itself. */
  readonly idat: Buffer;
}

export type PictureOrRejection = { readonly picture?: Picture } | Rejection;

/** Reads the file's description of itself; none in a pure sequence. */
export const picture = oncePerObject(async (subject: Subject): Promise<PictureOrRejection> => {
  const top = await topLevel(subject);
  if (isRejection(top)) return top;
  const [meta, second] = top.boxes.filter(({ type }) => type === 'meta');
  if (meta === undefined) return {};
  if (second !== undefined) return reject('malformed', 'The image describes itself twice.');
  if (meta.end - meta.start > MAX_META_BYTES)
    return reject('unverifiable', `The image describes itself in more than ${MAX_META_BYTES} bytes.`);
  const isSequence = top.boxes.some(({ type }) => type === 'moov');
  const parsed = pictureIn(await subject.reader.read(meta.start, meta.end - meta.start), isSequence);
  return parsed === undefined
    ? reject('malformed', "The image's description of itself cannot be understood.")
    : { picture: parsed };
});

/** Undefined where it makes no sense. A sequence may describe no picture at all, or none that is the main one. */
function pictureIn(meta: Buffer, isSequence: boolean): Picture | undefined {
  const boxes = boxesIn(meta, 4, meta.length);
  if (boxes === undefined) return undefined;
  const all = (type: string): Box[] => boxes.filter((box) => box.type === type);
  if (DESCRIPTIONS.some((type) => all(type).length > 1)) return undefined;
  const only = (type: string): Box | undefined => all(type)[0];
  const [handler, primary, info, locations, properties] = DESCRIPTIONS.map(only);
  const isWhole = primary && info && locations && properties;
  if (!handler || (!isWhole && !isSequence)) return undefined;
  if (new Fields(meta, handler.start + 8, handler.end).text(4) !== 'pict') return undefined;
  const items = info === undefined ? new Map<number, Item>() : itemsIn(meta, info);
  const extents = locations === undefined ? [] : itemLocations(meta, locations);
  const areas = properties === undefined ? new Map<number, Area>() : itemAreas(meta, properties);
  if (items === undefined || extents === undefined || areas === undefined) return undefined;
  const idat = only('idat');
  return {
    ...(primary === undefined ? {} : { primary: primaryIn(meta, primary) }),
    items,
    extents,
    areas,
    idat: idat === undefined ? Buffer.alloc(0) : meta.subarray(idat.start, idat.end),
  };
}

const primaryIn = (meta: Buffer, { start, end }: Box): number =>
  new Fields(meta, start + 4, end).number(meta[start] === 0 ? 2 : 4);

function itemsIn(meta: Buffer, { start, end }: Box): ReadonlyMap<number, Item> | undefined {
  const countBytes = meta[start] === 0 ? 2 : 4;
  const entries = boxesIn(meta, start + 4 + countBytes, end);
  if (entries === undefined || entries.length > MAX_ITEMS) return undefined;
  const items = new Map<number, Item>();
  for (const entry of entries) {
    const item = itemEntry(meta, entry);
    if (item === undefined || items.has(item.id)) return undefined;
    items.set(item.id, item);
  }
  return items;
}
