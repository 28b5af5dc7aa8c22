import { reject, type Rejection } from '#core';
import { oncePerObject, type Subject } from '../../check.js';
import type { Area } from '../area.js';
import { boxesIn, type Box } from './boxes.js';
import { Fields } from './fields.js';
import { itemEntry, itemLocations, type Extent, type Item } from './items.js';
import { itemAreas } from './properties.js';
import { topLevel } from './top-level.js';

/** Genuine ones take a few KiB, with a thumbnail in them some hundred. */
const MAX_META_BYTES = 4 * 1024 * 1024;
const MAX_ITEMS = 4096;

/** What an image file says of its parts: ISO/IEC 14496-12, 8.11, and 23008-12. */
export interface Picture {
  readonly primary: number;
  readonly items: ReadonlyMap<number, Item>;
  readonly extents: readonly Extent[];
  readonly areas: ReadonlyMap<number, Area>;
  /** Of the small parts that are kept in the description itself. */
  readonly idat: Buffer;
}

export type PictureOrRejection = { readonly picture?: Picture } | { readonly rejection: Rejection };

/** Reads the file's description of itself; none in a pure sequence. */
export const picture = oncePerObject(async (subject: Subject): Promise<PictureOrRejection> => {
  const top = await topLevel(subject);
  if ('rejection' in top) return top;
  const [meta, second] = top.boxes.filter(({ type }) => type === 'meta');
  if (meta === undefined) return {};
  if (second !== undefined) return { rejection: reject('malformed', 'describes itself twice') };
  if (meta.end - meta.start > MAX_META_BYTES)
    return { rejection: reject('unverifiable', `describes itself in more than ${MAX_META_BYTES} bytes`) };
  const parsed = pictureIn(await subject.reader.read(meta.start, meta.end - meta.start));
  return parsed === undefined
    ? { rejection: reject('malformed', 'its description of itself cannot be understood') }
    : { picture: parsed };
});

function pictureIn(meta: Buffer): Picture | undefined {
  const boxes = boxesIn(meta, 4, meta.length);
  if (boxes === undefined) return undefined;
  const only = (type: string): Box | undefined => {
    const found = boxes.filter((box) => box.type === type);
    return found.length === 1 ? found[0] : undefined;
  };
  const [handler, primary, info, locations, properties] = ['hdlr', 'pitm', 'iinf', 'iloc', 'iprp'].map(only);
  if (!handler || !primary || !info || !locations || !properties) return undefined;
  if (new Fields(meta, handler.start + 8, handler.end).text(4) !== 'pict') return undefined;
  const primaryBytes = meta[primary.start] === 0 ? 2 : 4;
  const items = itemsIn(meta, info);
  const extents = itemLocations(meta, locations);
  const areas = itemAreas(meta, properties);
  if (items === undefined || extents === undefined || areas === undefined) return undefined;
  const idat = only('idat');
  return {
    primary: new Fields(meta, primary.start + 4, primary.end).number(primaryBytes),
    items,
    extents,
    areas,
    idat: idat === undefined ? Buffer.alloc(0) : meta.subarray(idat.start, idat.end),
  };
}

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
