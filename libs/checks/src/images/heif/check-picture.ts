import { reject, type Rejection } from '#core';
import { refuse, OK, type Check, type Subject } from '../../check.js';
import type { Area } from '../area.js';
import { Canvas } from '../canvas.js';
import { Fields } from './fields.js';
import { picture, type Picture } from './picture.js';
import { sequence } from './sequence.js';

/** Version, flags, rows, columns, and a size of two or four bytes each. */
const MAX_GRID_BYTES = 12;
const CODED: readonly string[] = ['av01', 'hvc1', 'lhv1', 'avc1', 'jpeg', 'vvc1', 'unci', 'j2k1'];
const DERIVED: readonly string[] = ['grid', 'iovl', 'iden', 'tmap'];

/**
 * A picture in boxes: all of its parts are in the file, and none has more pixels than the policy allows, as its
 * properties and its grids say: ISO/IEC 23008-12, 6.5 and 6.6.2. Reads the description, which is in the head or near.
 */
export function heifPicture(codec: string): Check {
  return {
    name: 'heif-picture',
    async run(subject) {
      const canvas = new Canvas(subject.policy);
      const described = await picture(subject);
      if ('rejection' in described) return described;
      const frames = await sequence(subject, canvas);
      if ('rejection' in frames) return frames;
      if (described.picture === undefined)
        return frames.count > 0 ? OK : refuse('malformed', 'has neither a picture nor a sequence of them');
      const rejection =
        placesProblem(described.picture, subject.size) ??
        codecProblem(described.picture, codec) ??
        (await pixelsProblem(described.picture, subject, canvas));
      return { rejection };
    },
  };
}

function placesProblem({ items, extents, idat }: Picture, size: number): Rejection | undefined {
  for (const { isProtected } of items.values())
    if (isProtected) return reject('encrypted', 'has parts that are encrypted');
  for (const { from, isElsewhere, offset, length } of extents) {
    if (isElsewhere) return reject('external-reference', 'keeps a part in another file');
    const end = offset + length;
    if (from === 'file' && end > size) return reject('truncated', 'ends before its parts do');
    if (from === 'idat' && end > idat.length) return reject('malformed', 'a part reaches past what holds it');
  }
  return undefined;
}

function codecProblem({ primary, items, extents }: Picture, codec: string): Rejection | undefined {
  const main = items.get(primary);
  if (main === undefined) return reject('malformed', 'has no picture that is the main one');
  const types = [...items.values()].map(({ type }) => type);
  const isRight = main.type === codec || (DERIVED.includes(main.type) && types.includes(codec));
  if (!isRight) return reject('type-mismatch', 'its picture is of another codec');
  const hasBytes = main.type === 'iden' || extents.some(({ item, length }) => item === primary && length > 0);
  return hasBytes ? undefined : reject('malformed', 'its main picture has no bytes');
}

async function pixelsProblem(
  found: Picture,
  subject: Subject,
  canvas: Canvas,
): Promise<Rejection | undefined> {
  for (const { id, type } of found.items.values()) {
    if (!CODED.includes(type) && !DERIVED.includes(type)) continue;
    await subject.pace.breathe();
    const area = found.areas.get(id);
    if (area === undefined) return reject('malformed', 'a picture in it does not say its size');
    const problem =
      canvas.picture(area.width, area.height) ??
      canvas.frame(area.width, area.height) ??
      (type === 'grid' ? await gridProblem(found, id, area, subject) : undefined);
    if (problem !== undefined) return problem;
  }
  return undefined;
}

/** A grid says its size once more, and decoders allocate that: ISO/IEC 23008-12, 6.6.2.3. */
async function gridProblem(
  found: Picture,
  id: number,
  area: Area,
  { reader }: Subject,
): Promise<Rejection | undefined> {
  const wrong = reject('malformed', 'a grid in it has another size than it says');
  const extents = found.extents.filter(({ item }) => item === id);
  const [extent] = extents;
  if (
    extent === undefined ||
    extents.length !== 1 ||
    extent.from === 'items' ||
    extent.length > MAX_GRID_BYTES
  )
    return wrong;
  const { offset, length } = extent;
  const bytes =
    extent.from === 'idat' ? found.idat.subarray(offset, offset + length) : await reader.read(offset, length);
  const fields = new Fields(bytes, 0, bytes.length);
  const sizeBytes = (fields.skip(1).number(1) & 1) === 1 ? 4 : 2;
  const [width, height] = [fields.skip(2).number(sizeBytes), fields.number(sizeBytes)];
  return width === area.width && height === area.height ? undefined : wrong;
}
