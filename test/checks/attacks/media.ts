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
    attack('truncated', `${name} without its last bytes`, () => accepted(name).subarray(0, -7)),
    attack('type-mismatch', `a web page for ${name}`, () => Buffer.from('<!DOCTYPE html><title>x</title>')),
    attack('type-mismatch', `an archive for ${name}`, () => ZIP),
    attack('type-mismatch', `a program for ${name}`, () => Buffer.concat([Buffer.from('MZ\x90\0'), larger])),
  ];
});

export const mediaAttacks: readonly Attack[] = [
  ...common,
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
  mp3('truncated', 'a long one that is cut', () => buildMp3(2_000).subarray(0, -100)),
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
