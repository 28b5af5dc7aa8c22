import { readFileSync } from 'node:fs';
import type { RejectionCode } from '#core';
import {
  box,
  buildMovie,
  buildMp3,
  buildWave,
  buildWebm,
  chunk,
  cluster,
  element,
  FORMAT,
  id3v2,
  largeBox,
} from '../media-builder.js';
import { asDicom, asTar } from '../further-in.js';
import type { Attack } from '../sample.js';
import { buildZip } from '../zip-builder.js';

const accepted = (name: string): Buffer => readFileSync(`test/fixtures/accept/media/${name}`);
const ZIP = buildZip([{ name: 'a', content: 'a' }]);
const JUNK = Buffer.from('<html><script>alert(1)</script>');
const on =
  (contentType: string) =>
  (code: RejectionCode, name: string, bytes: () => Buffer): Attack => ({ code, name, contentType, bytes });
const [mp4, m4a, mov] = [on('video/mp4'), on('audio/mp4'), on('video/quicktime')];
const [webm, weba] = [on('video/webm'), on('audio/webm')];
const [mp3, wav, flac, ogg, ogv] = [
  on('audio/mpeg'),
  on('audio/wav'),
  on('audio/flac'),
  on('audio/ogg'),
  on('video/ogg'),
];
const larger = Buffer.alloc(300_000, 5);

/** One genuine file of each kind, small enough to come whole, and what it is declared as. */
export const WHOLE: readonly [name: string, contentType: string][] = [
  ['ffmpeg-h264.mp4', 'video/mp4'],
  ['ffmpeg-fragmented.mp4', 'video/mp4'],
  ['ffmpeg-ipod.m4a', 'audio/mp4'],
  ['ffmpeg-mpeg4.mov', 'video/quicktime'],
  ['ffmpeg-vp8-opus.webm', 'video/webm'],
  ['ffmpeg-opus.weba', 'audio/webm'],
  ['ffmpeg-id3.mp3', 'audio/mpeg'],
  ['ffmpeg-pcm.wav', 'audio/wav'],
  ['ffmpeg.flac', 'audio/flac'],
  ['ffmpeg-vorbis.ogg', 'audio/ogg'],
  ['ffmpeg-theora.ogv', 'video/ogg'],
];

/** The same for every container. */
const common: readonly Attack[] = WHOLE.flatMap(([name, contentType]) => {
  const attack = on(contentType);
  return [
    // A FLAC frame does not say where it ends, only its CRC tells that the object ends elsewhere.
    attack(contentType === 'audio/flac' ? 'truncated' : 'polyglot', `a web page behind ${name}`, () =>
      Buffer.concat([accepted(name), JUNK]),
    ),
    attack(contentType === 'audio/flac' ? 'truncated' : 'polyglot', `an archive behind ${name}`, () =>
      Buffer.concat([accepted(name), ZIP]),
    ),
    // An MP3 that was cut is what recorders leave that were switched off.
    ...(contentType === 'audio/mpeg'
      ? []
      : [attack('truncated', `${name} without its last bytes`, () => accepted(name).subarray(0, -7))]),
    attack('type-mismatch', `a web page for ${name}`, () => Buffer.from('<!DOCTYPE html><title>x</title>')),
    attack('type-mismatch', `an archive for ${name}`, () => ZIP),
    attack('type-mismatch', `a program for ${name}`, () => Buffer.concat([Buffer.from('MZ\x90\0'), larger])),
  ];
});

/** A film up to the contents of a free box of so many bytes, and what follows it. */
function openMovie(bytes: number): { front: Buffer; rest: Buffer } {
  const movie = buildMovie();
  const typeBytes = movie.readUInt32BE(0);
  const header = box('free', Buffer.alloc(bytes - 8)).subarray(0, 8);
  return { front: Buffer.concat([movie.subarray(0, typeBytes), header]), rest: movie.subarray(typeBytes) };
}

/** A recording with one track, of which every element is given. */
const webmTrack = (...elements: Buffer[]): Buffer =>
  buildWebm({ tracks: [], inTracks: element('ae', Buffer.concat(elements)) });

/** The pages of a genuine file that end before its first sound or picture, as the file's own. */
function headersOf(name: string, pages: number): Buffer {
  const bytes = accepted(name);
  let end = 0;
  for (let page = 0; page < pages; page++) end = bytes.indexOf('OggS', end + 4, 'latin1');
  return bytes.subarray(0, end);
}

export const mediaAttacks: readonly Attack[] = [
  ...common,
  ogg('truncated', 'the headers of Vorbis and no sound', () => headersOf('ffmpeg-vorbis.ogg', 2)),
  wav('truncated', 'samples of no bytes', () => buildWave([FORMAT, chunk('data', '')])),
  wav('truncated', 'samples of no bytes, and notes', () => buildWave([FORMAT, chunk('data', '', 0)])),
  mp4('type-mismatch', 'a QuickTime file as MP4', () => accepted('ffmpeg-mpeg4.mov')),
  mp4('type-mismatch', 'a picture in boxes', () => buildMovie({ brands: ['avif', 'mif1'] })),
  mp4('type-mismatch', 'brands that nobody knows', () => buildMovie({ brands: ['evil'] })),
  mp4('type-mismatch', 'tracks that nobody sees or hears', () => buildMovie({ handlers: ['text'] })),
  m4a('type-mismatch', 'a film as sound', () => accepted('ffmpeg-h264.mp4')),
  mov('type-mismatch', 'an MP4 as QuickTime', () => accepted('ffmpeg-h264.mp4')),
  mp4('truncated', 'no movie header', () =>
    Buffer.concat([box('ftyp', 'isom\0\0\0\0isom'), box('mdat', larger)]),
  ),
  mp4('truncated', 'no recording', () => buildMovie({ mdat: Buffer.alloc(0) })),
  mp4('truncated', 'a recording of 64-bit size that is cut', () =>
    buildMovie({ mdat: largeBox('mdat', 900).subarray(0, 800) }),
  ),
  mp4('malformed', 'two movie headers', () => Buffer.concat([buildMovie(), box('moov', box('mvhd', ''))])),
  mp4('malformed', 'two types', () => Buffer.concat([buildMovie(), box('ftyp', 'isom\0\0\0\0')])),
  mp4('malformed', 'a movie header without tracks', () => buildMovie({ handlers: [] })),
  mp4('malformed', 'a box larger than the one around it', () =>
    buildMovie({ inHeader: Buffer.from('0000ffff66726565', 'hex') }),
  ),
  mp4('malformed', 'a box smaller than its header', () =>
    buildMovie({ inHeader: Buffer.from('0000000466726565', 'hex') }),
  ),
  mp4('external-reference', 'a recording elsewhere', () => buildMovie({ isElsewhere: true })),
  mov('external-reference', 'references to other movies', () =>
    buildMovie({ brands: ['qt  '], inHeader: box('rmra', box('rmda', '')) }),
  ),
  mov('active-content', 'a track that reacts', () =>
    buildMovie({ brands: ['qt  '], handlers: ['vide', 'sprt'] }),
  ),
  mov('unverifiable', 'a compressed movie header', () =>
    buildMovie({ brands: ['qt  '], inHeader: box('cmov', '') }),
  ),
  mp4('polyglot', 'a document in the first box', () =>
    Buffer.concat([box('ftyp', 'isom\0\0\0\0isom%PDF-1.4'), buildMovie({ brands: [] })]),
  ),
  mp4('unverifiable', 'a movie header of endless boxes', () =>
    buildMovie({ inHeader: Buffer.concat(Array.from({ length: 20_001 }, () => box('free', ''))) }),
  ),
  webm('type-mismatch', 'Matroska', () => buildWebm({ docType: 'matroska' })),
  webm('type-mismatch', 'Matroska that says it is WebM', () =>
    buildWebm({ tracks: [[1, 'V_UNCOMPRESSED']] }),
  ),
  webm('type-mismatch', 'subtitles alone', () => buildWebm({ tracks: [[0x11, 'S_TEXT/WEBVTT']] })),
  weba('type-mismatch', 'a film as sound', () => accepted('ffmpeg-vp9.webm')),
  webm('type-mismatch', 'subtitles that say they are a film', () =>
    buildWebm({ tracks: [[1, 'S_TEXT/WEBVTT']] }),
  ),
  weba('type-mismatch', 'a film that says it is sound', () => buildWebm({ tracks: [[2, 'V_VP8']] })),
  webm('malformed', 'a track of two codecs', () =>
    webmTrack(element('83', '\x01'), element('86', 'V_MS/VFW/FOURCC'), element('86', 'V_VP8')),
  ),
  weba('malformed', 'a track that is film and sound', () =>
    webmTrack(element('83', '\x01'), element('83', '\x02'), element('86', 'A_OPUS')),
  ),
  mp4('malformed', 'a track within another', () =>
    buildMovie({ inHeader: box('trak', box('trak', box('mdia', box('hdlr', Buffer.alloc(8), 'sprt')))) }),
  ),
  mp4('polyglot', 'a tar archive', () => {
    const { front, rest } = openMovie(1000);
    return Buffer.concat([front, asTar(front, 992), rest]);
  }),
  mp4('polyglot', 'a tar archive from before there was a standard', () => {
    const { front, rest } = openMovie(1000);
    return Buffer.concat([front, asTar(front, 992, ''), rest]);
  }),
  mp4('polyglot', 'a DICOM file', () => {
    const { front, rest } = openMovie(1000);
    return Buffer.concat([front, asDicom(front, 992), rest]);
  }),
  webm('embedded-object', 'an attached program', () => buildWebm({ inSegment: element('1941a469', 'MZ') })),
  webm('malformed', 'an element that does not belong there', () =>
    buildWebm({ inSegment: element('4dbb', 'x') }),
  ),
  webm('malformed', 'two lists of tracks', () =>
    buildWebm({ inSegment: element('1654ae6b', element('ae', element('83', '\x01'))) }),
  ),
  webm('malformed', 'two types', () => {
    const bytes = buildWebm();
    return Buffer.concat([
      element('1a45dfa3', Buffer.concat([element('4282', 'webm'), element('4282', 'webm')])),
      bytes,
    ]);
  }),
  webm('malformed', 'no segment', () =>
    Buffer.concat([element('1a45dfa3', element('4282', 'webm')), element('ec', larger)]),
  ),
  webm('truncated', 'no cluster', () => buildWebm({ clusters: Buffer.alloc(0) })),
  webm('truncated', 'a live recording cut within a block', () =>
    buildWebm({ segment: 'unknown', clusters: cluster('unknown') }).subarray(0, -50),
  ),
  wav('malformed', 'samples without a format', () => buildWave([chunk('data', larger)])),
  wav('malformed', 'samples twice', () => buildWave([FORMAT, chunk('data', 'xx'), chunk('data', 'xx')])),
  wav('malformed', 'a format without channels', () =>
    buildWave([chunk('fmt ', Buffer.alloc(16)), chunk('data', 'xx')]),
  ),
  wav('truncated', 'no samples', () => buildWave([FORMAT])),
  wav('truncated', 'fewer samples than it says', () => buildWave([FORMAT, chunk('data', larger, 400_000)])),
  wav('truncated', 'less than it says', () => buildWave(undefined, 9_999)),
  wav('unverifiable', 'endless chunks', () =>
    buildWave(Array.from({ length: 10_002 }, () => chunk('JUNK', ''))),
  ),
  wav('type-mismatch', 'an AVI film', () =>
    Buffer.concat([Buffer.from('RIFF\x10\0\0\0AVI ', 'latin1'), larger]),
  ),
  mp3('type-mismatch', 'a tag and nothing to hear', () => Buffer.concat([id3v2(100), larger])),
  mp3('type-mismatch', 'a tag and a web page', () => Buffer.concat([id3v2(100), JUNK])),
  mp3('type-mismatch', 'three frames and noise', () => Buffer.concat([buildMp3(3), larger])),
  mp3('truncated', 'a tag larger than the file', () => id3v2(1_000_000).subarray(0, 500_000)),
  mp3('type-mismatch', 'three frames behind a page', () =>
    Buffer.concat([id3v2(100), JUNK, buildMp3(3), larger]),
  ),
  mp3('type-mismatch', 'frames far behind a tag', () =>
    Buffer.concat([id3v2(100), Buffer.alloc(9_000, 1), buildMp3(20)]),
  ),
  mp3('type-mismatch', 'a page before its frames, and no tag', () => Buffer.concat([JUNK, buildMp3(20)])),
  mp3('type-mismatch', 'zeros without end before its frames', () =>
    Buffer.concat([Buffer.alloc(9_000), buildMp3(20)]),
  ),
  mp3('polyglot', 'much behind a long one', () => Buffer.concat([buildMp3(2_000), larger])),
  mp3('polyglot', 'a little behind a long one', () => Buffer.concat([buildMp3(2_000), JUNK])),
  flac('malformed', 'metadata without a description', () =>
    Buffer.from('fLaC\x84\0\0\x10'.padEnd(400, '\0'), 'latin1'),
  ),
  flac('malformed', 'noise behind the metadata', () => {
    const bytes = Buffer.concat([accepted('flac.flac').subarray(0, 42), larger]);
    bytes[4] = 0x80;
    return bytes;
  }),
  ogg('type-mismatch', 'a film as sound', () => accepted('ffmpeg-theora.ogv')),
  ogv('type-mismatch', 'sound as a film', () => accepted('ffmpeg-vorbis.ogg')),
  ogg('malformed', 'a page that is not what its CRC says', () => {
    const bytes = Buffer.from(accepted('ffmpeg-vorbis.ogg'));
    bytes[bytes.length - 5]! ^= 1;
    return bytes;
  }),
];
