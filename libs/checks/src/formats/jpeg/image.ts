import { reject } from '#core';
import type { SliceCursor, Walk } from '../../reading/slice-cursor.js';
import type { ImageObject } from '../image/image-walk.js';
import { frameHeader, isFrameHeader, type FrameHeader } from './frame-header.js';
import { APP1, beginsSegment, DNL, EOI, isWithinScan, SOS } from './markers.js';

/** Each is decoded over the whole picture; a progressive one of a genuine encoder has about ten. */
const MAX_SCANS = 500;

/** One picture, after its SOI to its EOI: ITU T.81, B.2. */
export function* oneImage({ cursor, canvas }: ImageObject, note: (metadata: Buffer) => void): Walk {
  let frame: FrameHeader | undefined;
  let scans = 0;
  let marker = yield* nextMarker(cursor);
  while (marker !== EOI) {
    if (!beginsSegment(marker))
      return reject('malformed', 'The JPEG has something between its segments, or no such segment.');
    const bytes = (yield* cursor.take(2)).readUInt16BE(0) - 2;
    if (bytes < 0) return reject('malformed', 'The JPEG has a segment that is shorter than its own length.');
    if (marker === SOS) {
      const components = bytes === 0 ? 0 : (yield* cursor.take(bytes))[0]!;
      if (frame === undefined || components === 0 || components > 4 || bytes !== 4 + 2 * components)
        return reject(
          'malformed',
          'The JPEG has a scan before its frame, or of a size that scans do not have.',
        );
      if (++scans > MAX_SCANS) return reject('malformed', `The JPEG has more than ${MAX_SCANS} scans.`);
      // B.1.1.5: over entropy-coded data to the marker that ends it.
      marker = yield* cursor.seek(0xff, isWithinScan);
      continue;
    }
    if (isFrameHeader(marker)) {
      if (frame !== undefined) return reject('malformed', 'The JPEG has two frames.');
      frame = frameHeader(marker, yield* cursor.take(bytes));
      if (frame === undefined)
        return reject('malformed', 'The JPEG has a frame of a kind that no decoder knows.');
    } else if (marker === DNL && frame?.height === 0 && bytes === 2)
      frame = { ...frame, height: (yield* cursor.take(2)).readUInt16BE(0) };
    else if (marker === APP1) note(yield* cursor.take(bytes));
    else yield* cursor.skip(bytes);
    const problem =
      frame === undefined || frame.height === 0 ? undefined : canvas.picture(frame.width, frame.height);
    if (problem !== undefined) return problem;
    marker = yield* nextMarker(cursor);
  }
  if (frame === undefined || scans === 0) return reject('malformed', 'The JPEG ends without a picture.');
  return canvas.picture(frame.width, frame.height) ?? canvas.frame(frame.width, frame.height);
}

/** B.1.1.2: any number of 0xff may stand before a marker's code; 0, which is none, if something else does. */
function* nextMarker(cursor: SliceCursor): Walk<number> {
  if ((yield* cursor.byte()) !== 0xff) return 0;
  for (;;) {
    const code = yield* cursor.byte();
    if (code !== 0xff) return code;
  }
}
