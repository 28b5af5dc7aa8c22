import { isRejection, reject, type Rejection } from '#core';
import type { Subject } from '../../inspection/check.js';
import type { Canvas } from '../image/canvas.js';
import { boxesIn, type Box } from '../iso-media/boxes.js';
import { Fields } from './fields.js';
import { topLevel } from './top-level.js';

const MAX_MOVIE_BYTES = 4 * 1024 * 1024;
/** Pictures, their transparency, sound. */
const MAX_TRACKS = 16;
/** ISO/IEC 14496-12, 12.1.3: where a sample entry says its width. */
const BEFORE_WIDTH_BYTES = 24;
const NONE = { count: 0, codecs: [] };
/** ISO/IEC 14496-12, 8.4.3: handlers of what is not seen. */
const NOT_SEEN = ['soun', 'text', 'sbtl', 'subt', 'meta', 'hint'];
/** 8.7.2: the pictures are in this file. */
const SELF_CONTAINED = 1;
const ELSEWHERE = reject('external-reference', 'The image keeps a sequence in another file.');
const BROKEN = reject('malformed', "The image's sequence of pictures cannot be understood.");

/** The pictures of an animation, track by track: ISO/IEC 23008-12, 7. */
export async function sequence(
  subject: Subject,
  canvas: Canvas,
): Promise<{ readonly count: number; readonly codecs: readonly string[] } | Rejection> {
  const top = await topLevel(subject);
  if (isRejection(top)) return top;
  const [movie, second] = top.boxes.filter(({ type }) => type === 'moov');
  if (movie === undefined) return NONE;
  if (second !== undefined) return BROKEN;
  if (movie.end - movie.start > MAX_MOVIE_BYTES)
    return reject('unverifiable', `The image describes a sequence in more than ${MAX_MOVIE_BYTES} bytes.`);
  const bytes = await subject.reader.read(movie.start, movie.end - movie.start);
  const tracks = boxesIn(bytes, 0, bytes.length)?.filter(({ type }) => type === 'trak');
  if (tracks === undefined || tracks.length > MAX_TRACKS) return BROKEN;
  let count = 0;
  const codecs: string[] = [];
  for (const track of tracks) {
    await subject.pace.breathe();
    const table = within(bytes, track, ['mdia', 'minf', 'stbl']);
    const entries = table && within(bytes, table, ['stsd']);
    const sizes = table && within(bytes, table, ['stsz']);
    const samples = entries && boxesIn(bytes, entries.start + 8, entries.end);
    if (sizes === undefined || samples === undefined) return BROKEN;
    if (isElsewhere(bytes, track)) return ELSEWHERE;
    const handler = within(bytes, track, ['mdia', 'hdlr']);
    if (
      handler !== undefined &&
      NOT_SEEN.includes(bytes.toString('latin1', handler.start + 8, handler.start + 12))
    )
      continue;
    const frames = new Fields(bytes, sizes.start + 8, sizes.end).number(4);
    for (const sample of samples) {
      const fields = new Fields(bytes, sample.start + BEFORE_WIDTH_BYTES, sample.end);
      const [width, height] = [fields.number(2), fields.number(2)];
      if (fields.isOverrun || Number.isNaN(frames)) return BROKEN;
      const rejection = canvas.picture(width, height) ?? canvas.frame(width, height * frames);
      if (rejection !== undefined) return rejection;
      count += frames;
      codecs.push(sample.type);
    }
  }
  if (count > 0 && !top.boxes.some(({ type }) => type === 'mdat'))
    return reject('truncated', 'The image has no pictures of its sequence.');
  return { count, codecs };
}

/** Does a track say that its pictures are in another file? */
function isElsewhere(bytes: Buffer, track: Box): boolean {
  const table = within(bytes, track, ['mdia', 'minf', 'dinf', 'dref']);
  const references = table && boxesIn(bytes, table.start + 8, table.end);
  return references?.some(({ start }) => ((bytes[start + 3] ?? 0) & SELF_CONTAINED) === 0) === true;
}

/** The one box along a path of them. */
function within(bytes: Buffer, box: Box, path: readonly string[]): Box | undefined {
  return path.reduce<Box | undefined>(
    (at, name) => at && boxesIn(bytes, at.start, at.end)?.find(({ type }) => type === name),
    box,
  );
}
