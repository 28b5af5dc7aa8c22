import { deflateSync } from 'node:zlib';
import type { RejectionCode } from '#core';
import { AVIF, GIF, HEIC, JPEG, PNG, WEBP } from '../genuine/images.js';
import {
  actl,
  ANIM,
  anmf,
  be32,
  box,
  chunk,
  fctl,
  fdat,
  gifFrame,
  gifOf,
  heifOf,
  heifSequenceOf,
  idat,
  iend,
  ihdr,
  jpegOf,
  pngOf,
  riffChunk,
  scan,
  segment,
  sof,
  vp8l,
  vp8x,
  webpOf,
  motionPhoto,
  fotoStation,
  photoMechanic,
  samsungTrailer,
  withAfcp,
} from '../image-builder.js';
import type { Attack } from '../sample.js';
import { buildZip } from '../zip-builder.js';
import { asTar } from '../further-in.js';

const attack = (code: RejectionCode, contentType: string, name: string, bytes: () => Buffer): Attack => ({
  code,
  contentType,
  name,
  bytes,
});
const png = (...chunks: Buffer[]): Buffer => pngOf(...chunks);
const onePixel = (): Buffer => pngOf(ihdr(), idat(), iend());
const oneBlock = (): Buffer => jpegOf(sof(), scan());
const oneFrame = (): Buffer => gifOf([gifFrame()]);
const oneWebp = (): Buffer => webpOf([vp8l()]);
const IMAGES = {
  [PNG]: onePixel,
  [JPEG]: oneBlock,
  [GIF]: oneFrame,
  [WEBP]: oneWebp,
  [AVIF]: () => heifOf(),
};
const zip = (): Buffer => buildZip([{ name: 'a.html', content: '<script>alert(1)</script>' }]);

/** What programs that search whole files would take for something else. */
const FOREIGN: readonly string[] = [
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '<?php system($_GET[0])',
  '<?= `$_GET[0]` ?>',
  '<%= Runtime.getRuntime() %>',
  '#!/bin/sh\nid',
  'javascript:alert(1)',
  'PK\x03\x04',
  'Rar!\x1a\x07\0',
  '7z\xbc\xaf\x27\x1c',
  'MSCF\0\0\0\0',
  '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1',
  'MZ\x90\0PE\0\0',
  '\x7fELF',
  '%PDF-1.7',
  '{\\rtf1',
  '\x89PNG\r\n',
  '\0\0\0\x18ftypmp42',
];

/** What is done to every type. */
const toEach: readonly Attack[] = Object.entries(IMAGES).flatMap(([type, image]) => [
  attack('polyglot', type, 'a ZIP behind it', () => Buffer.concat([image(), zip()])),
  attack('polyglot', type, 'a page behind it', () =>
    Buffer.concat([image(), Buffer.from('<script>alert(1)</script>')]),
  ),
  attack('polyglot', type, 'a program behind it', () =>
    Buffer.concat([image(), Buffer.from('MZ\x90\0'), Buffer.alloc(900)]),
  ),
  attack('polyglot', type, 'itself behind zero bytes that hide a byte', () =>
    Buffer.concat([image(), Buffer.alloc(40), Buffer.from('x')]),
  ),
  attack('polyglot', type, 'more padding than anybody leaves behind it', () =>
    Buffer.concat([image(), Buffer.alloc(65, '\n')]),
  ),
  attack('polyglot', type, 'a page behind padding', () =>
    Buffer.concat([image(), Buffer.from('\r\n<script>alert(1)</script>')]),
  ),
  attack('polyglot', type, 'room for something else behind it', () =>
    Buffer.concat([image(), Buffer.alloc(70_000)]),
  ),
  attack('truncated', type, 'without its last bytes', () => image().subarray(0, -1)),
  attack('type-mismatch', type, 'a page under its name', () =>
    Buffer.from('<html><script>alert(1)</script>'),
  ),
  attack('type-mismatch', type, 'bytes in front of it', () => Buffer.concat([Buffer.from('x'), image()])),
]);

const MIB = 1024 * 1024;
const deflated = (mebibytes: number): Buffer => deflateSync(Buffer.alloc(mebibytes * MIB));
/** Each with bytes in front of what is deflated. */
const pngExpanding = (type: string, front: string, ...mebibytes: number[]): Buffer =>
  png(
    ihdr(),
    ...mebibytes.map((each) => chunk(type, Buffer.concat([Buffer.from(front), deflated(each)]))),
    idat(),
    iend(),
  );

const pngAttacks: readonly Attack[] = [
  attack('malformed', PNG, 'more bytes of pixels than its size has room for', () =>
    png(
      ihdr(),
      chunk('IDAT', Buffer.concat([deflateSync(Buffer.alloc(5)), Buffer.alloc(70_000, 'x')])),
      iend(),
    ),
  ),
  attack('malformed', PNG, 'a pixel that inflates to 100 MiB', () =>
    png(ihdr(), chunk('IDAT', deflated(100)), iend()),
  ),
  attack('malformed', PNG, 'a frame that inflates to 100 MiB', () =>
    png(ihdr(), actl(1), idat(), fctl(0), chunk('fdAT', Buffer.concat([be32(1), deflated(100)])), iend()),
  ),
  attack('unverifiable', PNG, 'more deflated texts than anybody writes', () =>
    png(ihdr(), ...Array.from({ length: 1025 }, () => chunk('zTXt', Buffer.from('a\0\0x'))), idat(), iend()),
  ),
  attack('malformed', PNG, "room for something else in Apple's chunk", () =>
    png(chunk('CgBI', Buffer.alloc(900, 'x')), ihdr(), idat(), iend()),
  ),
  attack('polyglot', PNG, 'a tar archive', () => {
    const front = Buffer.concat([png(ihdr()), be32(2000), Buffer.from('teXt')]);
    return png(ihdr(), chunk('teXt', asTar(front, 2000)), idat(), iend());
  }),
  attack('archive-bomb', PNG, 'a text that inflates to 40 MiB', () => pngExpanding('zTXt', 'a\0\0', 40)),
  attack('archive-bomb', PNG, 'a profile that inflates to 40 MiB', () => pngExpanding('iCCP', 'a\0\0', 40)),
  attack('archive-bomb', PNG, 'a translated text that inflates to 40 MiB', () =>
    pngExpanding('iTXt', 'a\0\x01\0en\0b\0', 40),
  ),
  attack('archive-bomb', PNG, 'texts that inflate to 40 MiB together', () =>
    pngExpanding('zTXt', 'a\0\0', 20, 20),
  ),
  attack('archive-bomb', PNG, 'a text that inflates to 40 MiB behind its pixels, and is broken', () =>
    png(
      ihdr(),
      idat(),
      chunk('zTXt', Buffer.concat([Buffer.from('a\0\0'), deflated(40).subarray(0, -9)])),
      iend(),
    ),
  ),
  attack('malformed', PNG, 'a text whose deflated bytes stand far behind its name', () =>
    pngExpanding('iTXt', `a\0\x01\0en\0${'b'.repeat(17_000)}\0`, 1),
  ),
  attack('polyglot', PNG, 'a PDF without a version in a text chunk', () =>
    png(ihdr(), chunk('tEXt', Buffer.from('a\0%PDF\n')), idat(), iend()),
  ),
  attack('too-many-pixels', PNG, 'small frames on a canvas at the limit', () =>
    png(ihdr(10_000, 10_000), actl(11), ...Array.from({ length: 11 }, (_, i) => fctl(i)), idat(), iend()),
  ),
  attack('too-many-pixels', PNG, '65,535 by 65,535 pixels in 67 bytes', () =>
    png(ihdr(65535, 65535), idat(), iend()),
  ),
  attack('too-many-pixels', PNG, 'a thousand frames of a canvas at the limit', () =>
    png(
      ihdr(10_000, 10_000),
      actl(11),
      ...Array.from({ length: 11 }, (_, i) => fctl(i, 10_000, 10_000)),
      idat(),
      iend(),
    ),
  ),
  attack('malformed', PNG, 'no width', () => png(ihdr(0, 1), idat(), iend())),
  attack('malformed', PNG, 'a colour type that does not exist', () =>
    png(ihdr(1, 1, [8, 5, 0, 0, 0]), idat(), iend()),
  ),
  attack('malformed', PNG, 'a wrong CRC', () =>
    png(ihdr(), idat(), chunk('tEXt', Buffer.from('a\0b'), 1), iend()),
  ),
  attack('malformed', PNG, 'a header that comes second', () =>
    png(chunk('tEXt', Buffer.from('a\0b')), ihdr(), idat(), iend()),
  ),
  attack('malformed', PNG, 'two headers', () => png(ihdr(), ihdr(2, 2), idat(), iend())),
  attack('malformed', PNG, 'no pixels', () => png(ihdr(), iend())),
  attack('malformed', PNG, 'pixels in two places', () =>
    png(ihdr(), idat(), chunk('tIME', Buffer.alloc(7)), idat(), iend()),
  ),
  attack('malformed', PNG, 'colours without a palette', () =>
    png(ihdr(1, 1, [8, 3, 0, 0, 0]), idat(), iend()),
  ),
  attack('malformed', PNG, 'a critical chunk of its own', () =>
    png(ihdr(), chunk('EVIL', Buffer.from('x')), idat(), iend()),
  ),
  attack('malformed', PNG, 'data in its end', () => png(ihdr(), idat(), chunk('IEND', Buffer.from('x')))),
  attack('malformed', PNG, 'bytes between its chunks', () =>
    png(ihdr(), Buffer.from('<?php system("id"); ?>'), idat(), iend()),
  ),
  attack('malformed', PNG, 'a frame outside the canvas', () =>
    png(ihdr(), actl(1), fctl(0, 1, 1, 1), idat(), iend()),
  ),
  attack('malformed', PNG, 'frames out of order', () =>
    png(ihdr(), actl(2), fctl(0), idat(), fctl(2), fdat(1), iend()),
  ),
  attack('malformed', PNG, 'fewer frames than it says', () => png(ihdr(), actl(3), fctl(0), idat(), iend())),
  attack('truncated', PNG, 'a chunk longer than the file', () => png(ihdr(), idat()).subarray(0, 50)),
  attack('polyglot', PNG, 'a PDF in a text chunk at its start', () =>
    png(ihdr(), chunk('tEXt', Buffer.from('a\0%PDF-1.7')), idat(), iend()),
  ),
  attack('polyglot', PNG, 'a ZIP in a private chunk', () =>
    png(ihdr(), idat(), chunk('zipA', zip()), iend()),
  ),
];

const jpegAttacks: readonly Attack[] = [
  attack('polyglot', JPEG, 'a tar archive', () => {
    const front = Buffer.from([0xff, 0xd8, 0xff, 0xfe, 0x07, 0xd2]);
    return Buffer.concat([front, asTar(front, 2000), sof(), scan(), Buffer.from([0xff, 0xd9])]);
  }),
  attack('too-many-pixels', JPEG, '65,500 by 65,500 pixels', () => jpegOf(sof(65500, 65500), scan())),
  attack('too-many-pixels', JPEG, 'a height that comes late and is large', () =>
    jpegOf(sof(65500, 0), scan(), segment(0xdc, Buffer.from([0xff, 0xdc]))),
  ),
  attack('too-many-pixels', JPEG, 'a second picture that is large', () =>
    Buffer.concat([oneBlock(), jpegOf(sof(65500, 65500), scan())]),
  ),
  attack('malformed', JPEG, 'more scans than a decoder should make', () =>
    jpegOf(sof(8, 8, 0xc2), ...Array.from({ length: 501 }, () => scan())),
  ),
  attack('malformed', JPEG, 'no scan', () => jpegOf(sof())),
  attack('malformed', JPEG, 'a scan without a frame', () => jpegOf(scan())),
  attack('malformed', JPEG, 'two frames', () => jpegOf(sof(), sof(9, 9), scan())),
  attack('malformed', JPEG, 'no height', () => jpegOf(sof(8, 0), scan())),
  attack('malformed', JPEG, 'a hierarchical frame', () => jpegOf(sof(8, 8, 0xc5), scan())),
  attack('malformed', JPEG, 'a segment shorter than its length', () =>
    jpegOf(Buffer.from([0xff, 0xfe, 0, 1]), sof(), scan()),
  ),
  attack('malformed', JPEG, 'a page between its segments', () =>
    jpegOf(Buffer.from('<script>'), sof(), scan()),
  ),
  attack('truncated', JPEG, 'no end of image', () => oneBlock().subarray(0, -2)),
  attack('truncated', JPEG, 'a second picture that is cut short', () =>
    Buffer.concat([oneBlock(), oneBlock().subarray(0, 30)]),
  ),
  attack('polyglot', JPEG, 'more pictures than phones write', () =>
    Buffer.concat(Array.from({ length: 17 }, oneBlock)),
  ),
  attack('polyglot', JPEG, 'a video that it does not say', () => motionPhoto(undefined, '<x/>')),
  attack('polyglot', JPEG, 'something behind the video that it says', () =>
    Buffer.concat([motionPhoto(), Buffer.from('<script>alert(1)</script>')]),
  ),
  attack('polyglot', JPEG, 'a second film behind the video that it says', () =>
    Buffer.concat([motionPhoto(), heifOf()]),
  ),
  attack('truncated', JPEG, 'a motion photo whose video is cut short', () => motionPhoto().subarray(0, -3)),
  attack('polyglot', JPEG, "something before a Galaxy phone's blocks", () =>
    Buffer.concat([oneBlock(), Buffer.alloc(70, 'x'), samsungTrailer()]),
  ),
  attack('polyglot', JPEG, "something behind a Galaxy phone's directory", () =>
    Buffer.concat([oneBlock(), samsungTrailer(), Buffer.from('x')]),
  ),
  attack('polyglot', JPEG, 'more notes of its exposure than a Pixel phone writes', () =>
    Buffer.concat([oneBlock(), Buffer.from('aecDebug'), Buffer.alloc(1_100_000, 3)]),
  ),
  ...FOREIGN.flatMap((content) => {
    const bytes = Buffer.from(content, 'latin1');
    const name = JSON.stringify(content.slice(0, 8));
    return [
      attack('polyglot', JPEG, `${name} in a Pixel phone's notes`, () =>
        Buffer.concat([oneBlock(), Buffer.from('aecDebug'), bytes, Buffer.alloc(99)]),
      ),
      attack('polyglot', JPEG, `${name} in captions`, () => Buffer.concat([oneBlock(), fotoStation(bytes)])),
    ];
  }),
  attack('polyglot', JPEG, 'two bytes that are no padding', () =>
    Buffer.concat([oneBlock(), Buffer.from('x'), Buffer.from('y')]),
  ),
  attack('polyglot', JPEG, 'a byte behind a zero', () => Buffer.concat([oneBlock(), Buffer.from('\0x')])),
  attack('polyglot', JPEG, 'more blanks than anybody leaves', () =>
    Buffer.concat([oneBlock(), Buffer.alloc(70_000, ' ')]),
  ),
  attack('polyglot', JPEG, 'a page behind blanks', () =>
    Buffer.concat([oneBlock(), Buffer.alloc(900, ' '), Buffer.from('<p>')]),
  ),
  attack('polyglot', JPEG, 'something between zeros and the captions of FotoStation', () =>
    Buffer.concat([oneBlock(), Buffer.alloc(9), Buffer.alloc(70, 'x'), fotoStation()]),
  ),
  attack('polyglot', JPEG, 'something before the captions of FotoStation', () =>
    Buffer.concat([oneBlock(), Buffer.alloc(70, 'x'), fotoStation()]),
  ),
  attack('polyglot', JPEG, 'something behind the captions of Photo Mechanic', () =>
    Buffer.concat([oneBlock(), photoMechanic(), Buffer.from('x')]),
  ),
  attack('polyglot', JPEG, 'a block of AFCP that begins within the picture', () => {
    const bytes = withAfcp(oneBlock());
    bytes.writeUInt32BE(2, bytes.length - 8);
    return bytes;
  }),
  attack('polyglot', JPEG, 'captions that are longer than any', () =>
    Buffer.concat([oneBlock(), fotoStation(Buffer.alloc(300_000, 'x'))]),
  ),
  attack('polyglot', JPEG, 'an archive in captions', () => Buffer.concat([oneBlock(), fotoStation(zip())])),
  attack('polyglot', JPEG, "a Galaxy phone's directory whose blocks overlap", () =>
    Buffer.concat([oneBlock(), samsungTrailer(99)]),
  ),
];

const gifAttacks: readonly Attack[] = [
  attack('too-many-pixels', GIF, 'small frames, of which the last widens the canvas of all', () =>
    gifOf([...Array.from({ length: 20 }, () => gifFrame()), gifFrame(1, 1, 9_999, 9_999)]),
  ),
  attack('too-many-pixels', GIF, 'small frames on a canvas at the limit', () =>
    gifOf(
      Array.from({ length: 11 }, () => gifFrame()),
      10_000,
      10_000,
    ),
  ),
  attack('too-many-pixels', GIF, 'small frames on a canvas that one of them widens', () =>
    gifOf([gifFrame(1, 1, 9_999, 9_999), ...Array.from({ length: 10 }, () => gifFrame())]),
  ),
  attack('too-many-pixels', GIF, '65,535 by 65,535 pixels', () => gifOf([gifFrame()], 65535, 65535)),
  attack('too-many-pixels', GIF, 'a frame that widens the canvas', () =>
    gifOf([gifFrame(1, 1, 65534, 65534)]),
  ),
  attack('too-many-pixels', GIF, 'frames without end', () =>
    gifOf(
      Array.from({ length: 11 }, () => gifFrame(10_000, 10_000)),
      10_000,
      10_000,
    ),
  ),
  attack('malformed', GIF, 'no picture', () => gifOf([])),
  attack('malformed', GIF, 'bytes between its blocks', () => gifOf([Buffer.from('<script>'), gifFrame()])),
  attack('malformed', GIF, 'codes of 13 bits', () =>
    gifOf([Buffer.from(gifFrame().map((byte, at) => (at === 10 ? 12 : byte)))]),
  ),
  attack('truncated', GIF, 'no trailer', () => oneFrame().subarray(0, -1)),
];

const webpAttacks: readonly Attack[] = [
  attack('too-many-pixels', WEBP, 'small frames on a canvas at the limit', () =>
    webpOf([vp8x(2, 10_000, 10_000), ANIM, ...Array.from({ length: 11 }, () => anmf())]),
  ),
  attack('too-many-pixels', WEBP, '16,384 by 16,384 pixels', () => webpOf([vp8l(16384, 16384)])),
  attack('too-many-pixels', WEBP, 'a canvas of 2^48 pixels', () =>
    webpOf([vp8x(0, 2 ** 24, 2 ** 24), vp8l()]),
  ),
  attack('too-many-pixels', WEBP, 'frames without end', () =>
    webpOf([vp8x(2, 10_000, 10_000), ANIM, ...Array.from({ length: 11 }, () => anmf(10_000, 10_000))]),
  ),
  attack('malformed', WEBP, 'another size than its canvas', () => webpOf([vp8x(0, 1, 1), vp8l(2, 2)])),
  attack('malformed', WEBP, 'two pictures', () => webpOf([vp8l(), vp8l()])),
  attack('malformed', WEBP, 'no picture', () => webpOf([vp8x()])),
  attack('malformed', WEBP, 'no chunk', () => webpOf([])),
  attack('malformed', WEBP, 'a frame in no animation', () => webpOf([vp8x(), vp8l(), anmf()])),
  attack('malformed', WEBP, 'a frame outside the canvas', () =>
    webpOf([vp8x(2), ANIM, anmf(1, 1, vp8l(), 1)]),
  ),
  attack('malformed', WEBP, 'a frame of another size than its pixels', () =>
    webpOf([vp8x(2, 4, 4), ANIM, anmf(4, 4, vp8l(5, 5))]),
  ),
  attack('malformed', WEBP, 'an animation without frames', () => webpOf([vp8x(2), ANIM])),
  attack('malformed', WEBP, 'pixels that are none', () =>
    webpOf([riffChunk('VP8L', Buffer.from('<script>'))]),
  ),
  attack('malformed', WEBP, 'a chunk that reaches past the end', () =>
    webpOf([vp8l(), Buffer.from('XMP \xff\0\0\0', 'latin1')]),
  ),
  attack('truncated', WEBP, 'more bytes in its header than it has', () => webpOf([vp8l()], 999)),
];

const heifAttacks: readonly Attack[] = [
  attack('malformed', AVIF, 'an overlay larger than it says', () => heifOf({ overlayWidth: 60_000 })),
  attack('external-reference', AVIF, 'a sequence in another file', () =>
    heifSequenceOf({ isElsewhere: true }),
  ),
  attack('type-mismatch', AVIF, 'a sequence in HEVC', () => heifSequenceOf({ coded: 'hvc1' })),
  attack('type-mismatch', HEIC, 'a sequence in AV1', () => heifSequenceOf({ brand: 'hevc' })),
  attack('too-many-pixels', HEIC, 'a large sequence whose settings are among its pictures', () =>
    heifSequenceOf({ brand: 'hevc', coded: 'hev1', width: 60_000, height: 60_000 }),
  ),
  attack('too-many-pixels', AVIF, 'a sequence of a codec that nobody expects, behind a picture', () => {
    const sequence = heifSequenceOf({ coded: 'vp09', width: 60_000, height: 60_000 });
    return Buffer.concat([heifOf(), sequence.subarray(sequence.readUInt32BE(0))]);
  }),
  attack('too-many-pixels', AVIF, 'a sequence without end', () => heifSequenceOf({ frames: 0xffff_ffff })),
  attack('too-many-pixels', AVIF, '65,535 by 65,535 pixels', () => heifOf({ width: 65535, height: 65535 })),
  attack('malformed', AVIF, 'a grid larger than it says', () => heifOf({ gridWidth: 60_000 })),
  attack('malformed', AVIF, 'no width', () => heifOf({ width: 0 })),
  attack('malformed', AVIF, 'a main picture that is not there', () => heifOf({ primary: 9 })),
  attack('truncated', AVIF, 'parts that reach past the end', () => heifOf({ length: 9999 })),
  attack('external-reference', AVIF, 'a part in another file', () => heifOf({ dataReference: 1 })),
  attack('encrypted', AVIF, 'encrypted parts', () => heifOf({ isProtected: true })),
  attack('type-mismatch', AVIF, 'HEVC under its name', () => heifOf({ coded: 'hvc1' })),
  attack('type-mismatch', HEIC, 'AVIF under its name', () => heifOf()),
  attack('type-mismatch', AVIF, 'a film under its name', () =>
    box('ftyp', Buffer.from('isom\0\0\0\0isommp42')),
  ),
  attack('malformed', AVIF, 'a brand and nothing else', () =>
    box('ftyp', Buffer.from('avif\0\0\0\0avifmif1')),
  ),
  attack('unverifiable', AVIF, 'boxes without end', () =>
    Buffer.concat([heifOf(), ...Array.from({ length: 40 }, () => box('free'))]),
  ),
  attack('malformed', AVIF, 'a description of itself that is no list of boxes', () =>
    Buffer.concat([box('ftyp', Buffer.from('avif\0\0\0\0avifmif1')), box('meta', be32(0, 3, 0))]),
  ),
];

/** A smaller picture over a larger one, in a file that was not shortened. */
export const remains: readonly Attack[] = Object.entries({
  [PNG]: () => [onePixel(), png(ihdr(), chunk('tEXt', Buffer.alloc(999, 'x')), idat(), iend())],
  [JPEG]: () => [oneBlock(), jpegOf(sof(), scan(Buffer.alloc(999, 'x')))],
  [GIF]: () => [oneFrame(), gifOf(Array.from({ length: 99 }, () => gifFrame()))],
}).flatMap(([type, pictures]) => {
  const [small, large] = pictures() as [Buffer, Buffer];
  const rest = large.subarray(small.length);
  return [
    attack('polyglot', type, 'the rest of a larger picture behind it', () => Buffer.concat([small, rest])),
    attack('polyglot', type, 'the rest of a large picture behind it', () =>
      Buffer.concat([small, Buffer.alloc(400_000, 'x'), rest]),
    ),
  ];
});

export const imageAttacks: readonly Attack[] = [
  ...remains,
  ...toEach,
  ...pngAttacks,
  ...jpegAttacks,
  ...gifAttacks,
  ...webpAttacks,
  ...heifAttacks,
];
