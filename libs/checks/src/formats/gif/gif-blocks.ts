import { reject, type Rejection } from '#core';
import { endOfObject } from '../image/after-image.js';
import type { Walk } from '../../reading/slice-cursor.js';
import { imageWalk, type ImageObject } from '../image/image-walk.js';

const HEADER_BYTES = 6;
const SCREEN_BYTES = 7;
const IMAGE_DESCRIPTOR_BYTES = 9;
const IMAGE = 0x2c;
const EXTENSION = 0x21;
const TRAILER = 0x3b;
/** GIF89a, appendix F: codes of up to eight bits, and one more for clear and end. */
const MAX_CODE_BITS = 8;
/** Some encoders close a block twice. */
const MAX_STRAY_TERMINATORS = 4;

/** The end of its last picture, and the trailer. */
const ENDS = { first: Buffer.from('GIF8'), last: Buffer.from([0, TRAILER]) };

/** Block after block to the trailer and to the end: GIF89a, 17 to 27. Reads the whole object. */
export const gifBlocks = imageWalk('gif-blocks', function* ({ cursor, canvas }: ImageObject): Walk {
  yield* cursor.skip(HEADER_BYTES);
  const screen = Buffer.from(yield* cursor.take(SCREEN_BYTES));
  yield* cursor.skip(colourTableBytes(screen[4]!));
  // Readers widen the canvas to a frame that does not fit, some for all frames: some encoders leave the screen empty.
  let [width, height] = [screen.readUInt16LE(0), screen.readUInt16LE(2)];
  let frames = 0;
  let stray = 0;
  for (;;) {
    const introducer = yield* cursor.byte();
    if (introducer === TRAILER) break;
    if (introducer === EXTENSION) {
      yield* cursor.byte();
      yield* cursor.skipBlocks();
    } else if (introducer === IMAGE) {
      const frame: Buffer = Buffer.from(yield* cursor.take(IMAGE_DESCRIPTOR_BYTES));
      const [left, top, w, h] = [0, 2, 4, 6].map((at) => frame.readUInt16LE(at)) as [
        number,
        number,
        number,
        number,
      ];
      frames += 1;
      width = Math.max(width, left + w);
      height = Math.max(height, top + h);
      const problem: Rejection | undefined =
        canvas.picture(width, height) ?? canvas.frames(frames, width, height);
      if (problem !== undefined) return problem;
      yield* cursor.skip(colourTableBytes(frame[8]!));
      const codeBits = yield* cursor.byte();
      if (codeBits === 0 || codeBits > MAX_CODE_BITS)
        return reject('malformed', 'An image has codes of a size that GIF does not have.');
      yield* cursor.skipBlocks();
    } else if (introducer !== 0 || ++stray > MAX_STRAY_TERMINATORS)
      return reject('malformed', 'Something that is no block stands between the blocks.');
  }
  if (frames === 0) return reject('malformed', 'The GIF has no image.');
  return yield* endOfObject(cursor, ENDS);
});

/** GIF89a, 18 and 20: its highest bit says that there is a table, its lowest three how large. */
const colourTableBytes = (flags: number): number => ((flags & 0x80) === 0 ? 0 : 3 * 2 ** ((flags & 7) + 1));
