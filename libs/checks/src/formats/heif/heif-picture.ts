import { isRejection, reject, type Rejection } from '#core';
import { refuse, OK, type Check, type Subject } from '../../inspection/check.js';
import type { Area } from '../image/area.js';
import { Canvas } from '../image/canvas.js';
import { Fields } from './fields.js';
import { picture, type Picture } from './picture.js';
import { sequence } from './sequence.js';

/** How many bytes stand before the size of two or four bytes each way; version and flags are the first. */
const BEFORE_SIZE_BYTES = { grid: 4, iovl: 10 } as const;
const MAX_SIZE_BYTES = 8;
/** Of a grid that is all; an overlay goes on with the places of its pictures. */
const MAX_GRID_BYTES = BEFORE_SIZE_BYTES.grid + MAX_SIZE_BYTES;
const CODED: readonly string[] = ['av01', 'hvc1', 'lhv1', 'avc1', 'jpeg', 'vvc1', 'unci', 'j2k1'];
const DERIVED: readonly string[] = ['grid', 'iovl', 'iden', 'tmap'];

/**
 * A picture in boxes: all of its parts are in the file, and none has more pixels than the policy allows, as its
 * properties and its grids say: ISO/IEC 23008-12, 6.5 and 6.6.2. Reads the description, which is in the head or near.
 */
export function heifPicture(codec: string): Check {
  return {
    name: 'heif-picture',
    reads: 'the boxes',
    codes: [
      'encrypted',
      'external-reference',
      'malformed',
      'polyglot',
      'too-many-pixels',
      'truncated',
      'type-mismatch',
      'unverifiable',
    ],
    async run(subject) {
      const canvas = new Canvas(subject.policy);
      const described = await picture(subject);
      if (isRejection(described)) return { rejection: described };
      const frames = await sequence(subject, canvas);
      if (isRejection(frames)) return { rejection: frames };
      const isSequence = described.picture?.primary === undefined && frames.count > 0;
      // HEVC keeps its settings in one of two places.
      if (isSequence && !frames.codecs.some((each) => each.replace('hev1', 'hvc1') === codec))
        return refuse('type-mismatch', 'The sequence of pictures is of another codec.');
      if (described.picture === undefined)
        return isSequence
          ? OK
          : refuse('malformed', 'The image has neither a picture nor a sequence of them.');
      const rejection =
        placesProblem(described.picture, subject.size) ??
        (isSequence ? undefined : codecProblem(described.picture, codec)) ??
        (await pixelsProblem(described.picture, subject, canvas));
      return { rejection };
    },
  };
}

function placesProblem({ items, extents, idat }: Picture, size: number): Rejection | undefined {
  for (const { isProtected } of items.values())
    if (isProtected) return reject('encrypted', 'The image has parts that are encrypted.');
  for (const { from, isElsewhere, offset, length } of extents) {
    if (isElsewhere) return reject('external-reference', 'The image keeps a part in another file.');
    const end = offset + length;
    if (from === 'file' && end > size) return reject('truncated', 'The image ends before its parts do.');
    if (from === 'idat' && end > idat.length)
      return reject('malformed', 'A part reaches past what holds it.');
  }
  return undefined;
}

function codecProblem({ primary, items, extents }: Picture, codec: string): Rejection | undefined {
  const main = primary === undefined ? undefined : items.get(primary);
  if (main === undefined) return reject('malformed', 'The image has no picture that is the main one.');
  const types = [...items.values()].map(({ type }) => type);
  const isRight = main.type === codec || (DERIVED.includes(main.type) && types.includes(codec));
  if (!isRight) return reject('type-mismatch', 'The picture is of another codec.');
  const hasBytes = main.type === 'iden' || extents.some(({ item, length }) => item === primary && length > 0);
  return hasBytes ? undefined : reject('malformed', 'The main picture has no bytes.');
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
    if (area === undefined) return reject('malformed', 'A picture in it does not say its size.');
    const problem =
      canvas.picture(area.width, area.height) ??
      canvas.frame(area.width, area.height) ??
      (type === 'grid' || type === 'iovl'
        ? await derivedProblem(found, { id, type }, area, subject)
        : undefined);
    if (problem !== undefined) return problem;
  }
  return undefined;
}

/** A grid or an overlay says its size once more, and decoders allocate that: ISO/IEC 23008-12, 6.6.2.2 and 6.6.2.3. */
async function derivedProblem(
  found: Picture,
  { id, type }: { readonly id: number; readonly type: 'grid' | 'iovl' },
  area: Area,
  { reader }: Subject,
): Promise<Rejection | undefined> {
  const wrong = reject('malformed', 'A grid or overlay in it has another size than it says.');
  const extents = found.extents.filter(({ item }) => item === id);
  const [extent] = extents;
  if (
    extent === undefined ||
    extents.length !== 1 ||
    extent.from === 'items' ||
    (type === 'grid' && extent.length > MAX_GRID_BYTES)
  )
    return wrong;
  const before = BEFORE_SIZE_BYTES[type];
  const { offset } = extent;
  const length = Math.min(extent.length, before + MAX_SIZE_BYTES);
  const bytes =
    extent.from === 'idat' ? found.idat.subarray(offset, offset + length) : await reader.read(offset, length);
  const fields = new Fields(bytes, 0, bytes.length);
  const sizeBytes = (fields.skip(1).number(1) & 1) === 1 ? 4 : 2;
  const [width, height] = [fields.skip(before - 2).number(sizeBytes), fields.number(sizeBytes)];
  return width === area.width && height === area.height ? undefined : wrong;
}
