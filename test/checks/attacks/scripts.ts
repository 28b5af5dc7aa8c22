import { AVIF, GIF, JPEG, WEBP } from '../genuine/images.js';
import {
  be32,
  box,
  EOI,
  gifExtension,
  heifSequenceOf,
  riffChunk,
  scan,
  segment,
  sof,
  SOI,
  vp8l,
  vp8x,
  webpOf,
} from '../image-builder.js';
import { buildMovie, chunk, FORMAT } from '../media-builder.js';
import type { Attack } from '../sample.js';

export type ScriptEncoding =
  'latin1' | 'utf-8' | 'utf-16le' | 'utf-16be' | 'shift_jis' | 'gb18030' | 'iso-2022-jp';

/** A picture or sound that runs as a script, and the encoding that the page must say it is in. */
export interface ScriptAttack extends Attack {
  readonly encoding: ScriptEncoding;
}

const attack = (
  contentType: string,
  name: string,
  bytes: () => Buffer,
  encoding: ScriptAttack['encoding'] = 'latin1',
): ScriptAttack => ({ code: 'polyglot', contentType, name: `a script: ${name}`, bytes, encoding });

/** One pixel with a table of its own: nothing before it needs one. */
const PIXEL = Buffer.from('2c0000000001000100800000 00ffffff0202440100'.replace(' ', ''), 'hex');

/** `start` is what follows the signature: width, height, flags, background and aspect, of which no bit asks for a table. */
const gif = (start: string, end: string): Buffer =>
  Buffer.concat([
    Buffer.from(`GIF89a${start}`, 'latin1'),
    PIXEL,
    gifExtension(0xfe, Buffer.from(end)),
    Buffer.from(';'),
  ]);

const GIFS: readonly (readonly [name: string, start: string, end: string])[] = [
  ['assigns behind a tab', '=\t1\t;/*', '*/document.title=1//'],
  ['assigns behind a vertical tab', '=\v1\v;/*', '*/x//'],
  ['assigns behind a form feed', '=\f1\f;/*', '*/x//'],
  ['assigns behind a line feed', '=\n1\n;/*', '*/x//'],
  ['assigns behind a carriage return', '=\r1\r;/*', '*/x//'],
  ['assigns on another line', '\r\n=\t1/*', '*/+1//'],
  ['assigns behind blanks', '\t\t\t\t=/*', '*/1//'],
  ['assigns a string', '=\t"\tabc', '";x//'],
  ['assigns a string in single quotes', "=\t'\tabc", "';x//"],
  ['assigns a template', '=\t`\tabc', '`;x//'],
  ['assigns a regular expression', '=\t/\tabc', '/;x//'],
  ['is a template by itself', '`\t`\t;/*', '*/x//'],
  ['adds', '+\t1\t;/*', '*/x//'],
  ['adds and assigns', '+=\t\t1/*', '*/+1//'],
  ['compares', '>\t1\t;/*', '*/x//'],
  ['calls', '(\t)\t;/*', '*/x//'],
  ['looks up', '[\t1\t]/*', '*/\n//'],
  ['looks into', '.\ta\t;/*', '*/x//'],
  ['chooses', '?\t1\t:/*', '*/1//'],
  ['is a label', ':\t1\t;/*', '*/x//'],
  ['ends a statement', ';\t1\t;/*', '*/x//'],
  ['is one of several', ',\t1\t;/*', '*/x//'],
  ['is a longer name', 'b\t=\t1/*', '*/+1//'],
  ['has a blank of Latin-1 behind it', '\t\t\xa0\t=/*', '*/1//'],
  ['has a blank of UTF-8 behind it', '\xc2\xa0=\t1/*', '*/+1//'],
  ['has a comment of HTML', '<!--\t\t\t', '\n=1//'],
];

/** In UTF-16 a size below 256 is one sign: here of 47 by 42 pixels. */
function wideGif(): Buffer {
  const close = Buffer.from('*/=1//', 'utf16le');
  const before = Buffer.concat([Buffer.from('GIF89a/\0*\0', 'latin1'), Buffer.from([0x30, 0, 0]), PIXEL]);
  const filler = (before.length + 3) % 2;
  const comment = Buffer.concat([Buffer.alloc(filler, 0x20), close]);
  return Buffer.concat([before, gifExtension(0xfe, comment), Buffer.from(';')]);
}

/** The length of the first segment: two signs. */
const jpeg = (marker: number, length: string, content: string): Buffer => {
  const bytes = Buffer.from(length, 'latin1').readUInt16BE(0) - 2;
  return Buffer.concat([
    SOI,
    segment(marker, Buffer.from(content.padEnd(bytes, ' '), 'latin1')),
    sof(),
    scan(),
    EOI,
  ]);
};
const JPEGS: readonly (readonly [name: string, marker: number, length: string, content: string])[] = [
  ['a comment in the length of its JFIF', 0xe0, '/*', 'JFIF\0*/=1//'],
  ['a comment in the length of its Exif', 0xe1, '/*', 'Exif\0\0*/=1//'],
  ['an assignment in the length of its comment', 0xfe, '=\t', 'alert(1)//'],
  ['an assignment in the length of its profile', 0xe2, '=\n', '1;//'],
  ['a comment in the length of its XMP, and lines', 0xe1, '/*', 'x\n*/\n=\n1\n//'],
  ['a template in the length of its tables', 0xef, '=`', '`;//'],
  ['a name in the length of its comment', 0xfe, 'ab', '=1//'],
];

/** As long as its size, of which the first two bytes open a comment, says: 2 KiB and a half short of 11. */
const OPEN_COMMENT = 0x2a2f;
const riff = (form: Buffer, last: (bytes: number) => Buffer): Buffer =>
  Buffer.concat([Buffer.from('RIFF'), sized(OPEN_COMMENT), form, last(OPEN_COMMENT - form.length)]);
const sized = (bytes: number): Buffer => {
  const size = Buffer.alloc(4);
  size.writeUInt32LE(bytes);
  return size;
};
/** The last chunk, up to the end; its padding is left out, as some writers do. */
const note = (type: string, bytes: number): Buffer =>
  Buffer.concat([Buffer.from(type), sized(bytes - 8), Buffer.from('*/=alert(1)//'.padEnd(bytes - 8))]);

const riff2f = (content: Buffer): Buffer => Buffer.concat([Buffer.from('RIFF'), sized(0x2f2f), content]);

/** Of a template, one byte is enough: the size of each 256th file. */
const template = (length: number): Buffer => riffChunk('XMP ', Buffer.from('`;alert(1)//'.padEnd(length)));

/** What some encoding makes of bytes that are not ASCII: each is a program in that encoding only. */
const ENCODED: readonly (readonly [name: string, encoding: ScriptEncoding, size: string, last: string])[] = [
  ['a line that U+2028 ends', 'utf-8', '//\x02\0', '\xe2\x80\xa8=1;x;/*\n\0*/'],
  ['a line that U+2029 ends', 'utf-8', '//\x02\0', '\xe2\x80\xa9=1;x;/*\n\0*/'],
  ['a line that U+2028 ends in four bytes', 'gb18030', '//\x02\0', '\x81\x36\xa6\x35=1;x;/*\n\0*/'],
  ['a quote behind half a character', 'shift_jis', '="\x02\0', 'x\x81\\";x;/*\n\0*/'],
  ['a quote behind half a character', 'gb18030', '="\x02\0', 'x\x81\\";x;/*\n\0*/'],
  ['a template with half a character', 'shift_jis', '=`\x02\0', '\x81`\0`;x//'],
  ['a template with half a character', 'gb18030', '=`\x02\0', '\x81`\0`;x//'],
  ['a template with characters of two bytes', 'iso-2022-jp', '=`\x02\0', '\x1b$B`!\x1b(B\0`;x//'],
  ['a comment with characters of two bytes', 'iso-2022-jp', '=/*\0', '\x1b$B*/\x1b(B\0*/1//'],
];
/** Silence of the length that the size asks for, then a note. */
function waveOf(size: string, last: string): Buffer {
  const total = Buffer.from(size, 'latin1').readUInt32LE();
  // So long that no size in between says what the first one says.
  const list = chunk('LIST', last.padEnd(2048));
  const bytes = total - 4 - FORMAT.length - 8 - list.length;
  const data = [Buffer.from('data'), sized(bytes), Buffer.alloc(bytes)];
  return Buffer.concat([Buffer.from('RIFF'), sized(total), Buffer.from('WAVE'), FORMAT, ...data, list]);
}

/** The size of the first box, past 16 MiB, is two letters in UTF-16; the brand's version, an assignment and a template. */
function wideBoxes(boxes: Buffer): Buffer {
  const typeBytes = boxes.readUInt32BE(0);
  const bytes = 0x0100_0100;
  const type = Buffer.alloc(bytes);
  boxes.copy(type, 0, 0, typeBytes);
  be32(bytes).copy(type);
  type.write('\0=\0`', 12, 'latin1');
  type.write('\0`\0/\0*', bytes - 6, 'latin1');
  const rest = boxes.subarray(typeBytes);
  const end = Buffer.concat([Buffer.alloc(rest.length % 2), Buffer.from('\0*\0/', 'latin1')]);
  return Buffer.concat([type, rest, box('free', end)]);
}

export const scriptAttacks: readonly ScriptAttack[] = [
  attack('video/mp4', 'in UTF-16, an assignment in its brand', () => wideBoxes(buildMovie()), 'utf-16be'),
  {
    // More than is read of one.
    ...attack(AVIF, 'in UTF-16, an assignment in its brand', () => wideBoxes(heifSequenceOf()), 'utf-16be'),
    code: 'unverifiable',
  },
  ...GIFS.map(([name, start, end]) => attack(GIF, name, () => gif(start, end))),
  attack(GIF, 'in UTF-16, a comment in its size', wideGif, 'utf-16le'),
  ...JPEGS.map(([name, ...of]) => attack(JPEG, name, () => jpeg(...of))),
  attack(WEBP, 'a comment in its size', () =>
    riff(Buffer.concat([Buffer.from('WEBP'), vp8x(), vp8l()]), (bytes) => note('XMP ', bytes)),
  ),
  attack(WEBP, 'a template in its size', () => {
    const files = Array.from({ length: 256 }, (_, i) => webpOf([vp8x(), vp8l(), template(20 + i)]));
    return files.find((file) => file[4] === 0x60 && file.readUInt32LE(4) === file.length - 8)!;
  }),
  attack('audio/wav', 'a comment in its size', () =>
    riff(Buffer.concat([Buffer.from('WAVE'), FORMAT, chunk('data', Buffer.alloc(400, 3))]), (bytes) =>
      note('LIST', bytes),
    ),
  ),
  attack('audio/wav', 'a line comment in its size', () => {
    const bytes = 0x2f2f - 4 - FORMAT.length - 8;
    return riff2f(
      Buffer.concat([
        Buffer.from('WAVE'),
        FORMAT,
        Buffer.from('data'),
        sized(bytes),
        Buffer.from('\n=alert(1)//'.padEnd(bytes)),
      ]),
    );
  }),
  ...ENCODED.map(([name, encoding, size, last]) =>
    attack('audio/wav', `${name} of ${encoding}`, () => waveOf(size, last), encoding),
  ),
];
