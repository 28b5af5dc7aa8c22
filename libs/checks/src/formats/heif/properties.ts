import type { Area } from '../image/area.js';
import { boxesIn, type Box } from '../iso-media/boxes.js';
import { Fields } from './fields.js';

const MAX_ITEMS = 4096;
/** Of all items: each has a size, a colour space, a codec's settings, and hardly ever more than a dozen. */
const MAX_ASSOCIATIONS = 64 * 1024;

/** ISO/IEC 23008-12, 6.5.3 and 9.3: the size that each item says it has. */
export function itemAreas(meta: Buffer, { start, end }: Box): ReadonlyMap<number, Area> | undefined {
  const boxes = boxesIn(meta, start, end);
  const container = boxes?.find(({ type }) => type === 'ipco');
  const properties = container && boxesIn(meta, container.start, container.end);
  if (boxes === undefined || properties === undefined) return undefined;
  const areas = new Map<number, Area>();
  let associationsLeft = MAX_ASSOCIATIONS;
  for (const box of boxes.filter(({ type }) => type === 'ipma')) {
    const associations = associationsIn(meta, box, associationsLeft);
    if (associations === undefined) return undefined;
    associationsLeft -= associations.length;
    for (const [item, property] of associations) {
      const spatialExtents = properties[property - 1];
      if (spatialExtents?.type !== 'ispe') continue;
      const fields = new Fields(meta, spatialExtents.start + 4, spatialExtents.end);
      const area = { width: fields.number(4), height: fields.number(4) };
      // Two sizes for one item: each decoder would take another.
      if (fields.isOverrun || areas.has(item)) return undefined;
      areas.set(item, area);
    }
  }
  return areas;
}

/** ISO/IEC 23008-12, 9.3.2: pairs of an item and the number of a property. */
function associationsIn(
  meta: Buffer,
  { start, end }: Box,
  maxAssociations: number,
): [number, number][] | undefined {
  const fields = new Fields(meta, start, end);
  const version = fields.number(1);
  const isWide = (fields.skip(2).number(1) & 1) === 1;
  const count = fields.number(4);
  if (!(count <= MAX_ITEMS)) return undefined;
  const pairs: [number, number][] = [];
  for (let i = 0; i < count; i++) {
    const item = fields.number(version === 0 ? 2 : 4);
    const associations = fields.number(1);
    if (!(pairs.length + associations <= maxAssociations)) return undefined;
    for (let j = 0; j < associations; j++)
      pairs.push([item, isWide ? fields.number(2) & 0x7fff : fields.number(1) & 0x7f]);
  }
  return fields.isOverrun ? undefined : pairs;
}
