import { readFileSync } from 'node:fs';
import { box, buildMovie, buildMp3, buildWave, buildWebm, chunk, element, FORMAT } from '../media-builder.js';
import { filled, KIB, MIB, worst, type WorstFile } from './worst-file.js';

const accepted = (name: string): Buffer => readFileSync(`test/fixtures/accept/media/${name}`);
const hex = (text: string): Buffer => Buffer.from(text, 'hex');

const movies = [
  ['video/mp4', {}],
  ['audio/mp4', { brands: ['M4A ', 'mp42'], handlers: ['soun'] }],
  ['video/quicktime', { brands: ['qt  '] }],
] as const;
const webms = [
  ['video/webm', {}],
  ['audio/webm', { tracks: [[2, 'A_OPUS']] }],
] as const;
const oggs = [
  ['audio/ogg', 'ffmpeg-vorbis.ogg'],
  ['video/ogg', 'ffmpeg-theora.ogv'],
] as const;

const crc8 = (bytes: Buffer): number =>
  bytes.reduce((crc, byte) => {
    let rest = crc ^ byte;
    for (let bit = 0; bit < 8; bit++) rest = (rest & 0x80) === 0 ? rest << 1 : ((rest << 1) ^ 0x07) & 0xff;
    return rest;
  }, 0);
/** Its header's CRC is right. */
const flacFrame = (() => {
  const header = hex('fff8190000');
  return Buffer.concat([header, Buffer.from([crc8(header)])]);
})();
const oggHeader = (() => {
  const header = Buffer.alloc(27);
  header.write('OggS', 'latin1');
  header.fill(0xff, 6, 26);
  header[26] = 200;
  return header;
})();

/** Elements of two bytes, within a cluster. */
const emptyElement = hex('ec80');
export const worstMedia: readonly WorstFile[] = [
  ...movies.flatMap(([contentType, movie]) => [
    worst(contentType, '250,000 empty boxes', () =>
      Buffer.concat([buildMovie(movie), filled(250_000 * 8, box('free'))]),
    ),
    worst(contentType, '19,000 boxes in its header', () =>
      buildMovie({ ...movie, inHeader: filled(19_000 * 8, box('free')) }),
    ),
    worst(contentType, 'references to 100,000 files', () => {
      const dref = box('dref', Buffer.alloc(8), filled(100_000 * 12, box('url ', Buffer.from([0, 0, 0, 1]))));
      return buildMovie({ ...movie, inHeader: box('trak', box('mdia', box('minf', box('dinf', dref)))) });
    }),
    worst(contentType, '3,000 tracks', () =>
      buildMovie({ ...movie, handlers: Array.from({ length: 3000 }, () => 'vide') }),
    ),
  ]),
  ...webms.flatMap(([contentType, file]) => [
    worst(contentType, 'a million empty elements', () =>
      buildWebm({ ...file, clusters: element('1f43b675', filled(2 * MIB, emptyElement), 'unknown') }),
    ),
    worst(contentType, '150,000 clusters', () =>
      buildWebm({ ...file, clusters: filled(150_000 * 12, element('1f43b675', '')) }),
    ),
    worst(contentType, '900 tracks', () =>
      buildWebm({ ...file, tracks: Array.from({ length: 900 }, () => [2, 'A_OPUS'] as const) }),
    ),
  ]),
  worst('audio/wav', '9,900 chunks', () =>
    buildWave([
      FORMAT,
      filled(9900 * 9, Buffer.from('ABCD\x01\0\0\0a', 'latin1')),
      chunk('data', Buffer.alloc(99)),
    ]),
  ),
  worst('audio/wav', 'ends of archives', () => {
    const record = Buffer.alloc(22);
    record.write('PK\x05\x06\0\0\0\0\x01\0\x01\0\x01', 'latin1');
    return buildWave([FORMAT, chunk('data', filled(100 * KIB, record))]);
  }),
  worst('audio/wav', 'a million bytes of sound', () => buildWave([FORMAT, chunk('data', Buffer.alloc(MIB))])),
  worst('audio/mpeg', 'the smallest frames', () =>
    filled(300 * KIB, Buffer.concat([hex('fff31400'), Buffer.alloc(20)])),
  ),
  worst('audio/mpeg', 'frames of another kind at the end', () =>
    Buffer.concat([buildMp3(700), filled(300 * KIB, Buffer.concat([hex('fff31400'), Buffer.alloc(20)]))]),
  ),
  worst('audio/mpeg', 'nothing but the bytes that begin a frame', () =>
    Buffer.concat([buildMp3(10), filled(300 * KIB, hex('ff'))]),
  ),
  worst('audio/flac', 'headers of frames that end nowhere', () =>
    Buffer.concat([accepted('ffmpeg.flac'), filled(40 * KIB, flacFrame), Buffer.alloc(255 * KIB)]),
  ),
  worst('audio/flac', 'bytes that almost begin a frame', () =>
    Buffer.concat([accepted('ffmpeg.flac'), filled(300 * KIB, hex('fff8'))]),
  ),
  ...oggs.flatMap(([contentType, name]) => [
    worst(contentType, 'pages that are none', () =>
      Buffer.concat([accepted(name), filled(300 * KIB, Buffer.from('OggS\0', 'latin1'))]),
    ),
    worst(contentType, 'pages with another CRC', () =>
      Buffer.concat([accepted(name), filled(300 * KIB, oggHeader)]),
    ),
  ]),
];
