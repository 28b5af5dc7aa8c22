import type { Box } from '../iso-media/boxes.js';
import { Fields } from './fields.js';

/** Of one picture: its tiles, layers, thumbnails, metadata. */
const MAX_ITEMS = 4096;
const MAX_EXTENTS = 8192;

export interface Item {
  readonly id: number;
  readonly type: string;
  readonly isProtected: boolean;
}

export interface Extent {
  readonly item: number;
  /** Where its bytes are: in the file, in the `idat` box, or in other items. */
  readonly from: 'file' | 'idat' | 'items';
  readonly isElsewhere: boolean;
  readonly offset: number;
  readonly length: number;
}

/** ISO/IEC 14496-12, 8.11.6: what the file's parts are. */
export function itemEntry(meta: Buffer, { start, end }: Box): Item | undefined {
  const fields = new Fields(meta, start, end);
  const version = fields.number(1);
  fields.skip(3);
  if (version !== 2 && version !== 3) return undefined;
  const item = {
    id: fields.number(version === 2 ? 2 : 4),
    isProtected: fields.number(2) !== 0,
    type: fields.text(4),
  };
  return fields.isOverrun ? undefined : item;
}

/** ISO/IEC 14496-12, 8.11.3: where the bytes of each part are. */
export function itemLocations(meta: Buffer, { start, end }: Box): Extent[] | undefined {
  const fields = new Fields(meta, start, end);
  const version = fields.number(1);
  const sizes = fields.skip(3).number(2);
  const [offsetBytes, lengthBytes, baseBytes] = [sizes >> 12, (sizes >> 8) & 15, (sizes >> 4) & 15] as const;
  const indexBytes = version === 0 ? 0 : sizes & 15;
  const isKnown =
    version <= 2 && [offsetBytes, lengthBytes, baseBytes, indexBytes].every((n) => [0, 4, 8].includes(n));
  if (!isKnown) return undefined;
  const count = fields.number(version === 2 ? 4 : 2);
  if (!(count <= MAX_ITEMS)) return undefined;
  const extents: Extent[] = [];
  for (let i = 0; i < count; i++) {
    const item = fields.number(version === 2 ? 4 : 2);
    const from = version === 0 ? 'file' : (['file', 'idat', 'items'] as const)[fields.number(2) & 15];
    const isElsewhere = fields.number(2) !== 0;
    const base = fields.number(baseBytes);
    const extentCount = fields.number(2);
    if (from === undefined || !(extents.length + extentCount <= MAX_EXTENTS)) return undefined;
    for (let extent = 0; extent < extentCount; extent++) {
      fields.skip(indexBytes);
      extents.push({
        item,
        from,
        isElsewhere,
        offset: base + fields.number(offsetBytes),
        length: fields.number(lengthBytes),
      });
    }
  }
  return fields.isOverrun ? undefined : extents;
}
