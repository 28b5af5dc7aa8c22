import { crc32, deflateSync } from 'node:zlib';

/** Images byte by byte, for what no writer writes. */
const be16 = (value: number): Buffer => Buffer.from([(value >> 8) & 255, value & 255]);
export const be32 = (...values: number[]): Buffer => {
  const bytes = Buffer.alloc(4 * values.length);
  values.forEach((value, i) => bytes.writeUInt32BE(value >>> 0, 4 * i));
  return bytes;
};
const le32 = (value: number): Buffer => be32(value).reverse();

export function chunk(type: string, content: Buffer = Buffer.alloc(0), crc?: number): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), content]);
  return Buffer.concat([be32(content.length), body, be32(crc ?? crc32(body))]);
}
export const pngOf = (...chunks: Buffer[]): Buffer =>
  Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), ...chunks]);
export const ihdr = (width = 1, height = 1, rest = [8, 6, 0, 0, 0]): Buffer =>
  chunk('IHDR', Buffer.concat([be32(width, height), Buffer.from(rest)]));
export const idat = (): Buffer => chunk('IDAT', deflateSync(Buffer.alloc(5)));
export const iend = (): Buffer => chunk('IEND');
export const fctl = (sequence: number, width = 1, height = 1, left = 0, top = 0): Buffer =>
  chunk('fcTL', Buffer.concat([be32(sequence, width, height, left, top), Buffer.from([0, 1, 0, 10, 0, 0])]));
export const actl = (frames: number): Buffer => chunk('acTL', be32(frames, 0));
export const fdat = (sequence: number): Buffer =>
  chunk('fdAT', Buffer.concat([be32(sequence), deflateSync(Buffer.alloc(5))]));

export const SOI = Buffer.from([0xff, 0xd8]);
export const EOI = Buffer.from([0xff, 0xd9]);
export const segment = (marker: number, content: Buffer = Buffer.alloc(0)): Buffer =>
  Buffer.concat([Buffer.from([0xff, marker]), be16(content.length + 2), content]);
export const jfif = (): Buffer => segment(0xe0, Buffer.from('JFIF\0\x01\x01\0\0\x01\0\x01\0\0', 'latin1'));
export const sof = (width = 8, height = 8, marker = 0xc0): Buffer =>
  segment(marker, Buffer.concat([Buffer.from([8]), be16(height), be16(width), Buffer.from([1, 1, 0x11, 0])]));
export const scan = (data: Buffer = Buffer.from([0x12, 0x34])): Buffer =>
  Buffer.concat([segment(0xda, Buffer.from([1, 1, 0, 0, 63, 0])), data]);
export const jpegOf = (...parts: Buffer[]): Buffer => Buffer.concat([SOI, jfif(), ...parts, EOI]);

/** Two blocks, and a directory that says how far before it each begins. */
export function samsungTrailer(secondBytes?: number): Buffer {
  const blocks = [
    '\0\0\x01\x0a\x0e\0\0\0Image_UTC_Data1700000000000',
    '\0\0\xa1\x0a\x08\0\0\0MCC_Data310',
  ].map((text) => Buffer.from(text, 'latin1')) as [Buffer, Buffer];
  const [first, second] = blocks;
  const entry = (offset: number, bytes: number): Buffer =>
    Buffer.concat([le32(0x0a010000), le32(offset), le32(bytes)]);
  const directory = Buffer.concat([
    Buffer.from('SEFH'),
    le32(106),
    le32(2),
    entry(first.length + second.length, first.length),
    entry(second.length, secondBytes ?? second.length),
  ]);
  return Buffer.concat([first, second, directory, le32(directory.length), Buffer.from('SEFT')]);
}
/** A picture that says so, what comes between, and a video. */
export function motionPhoto(between: Buffer = Buffer.alloc(0), xmp = '<x GCamera:MotionPhoto="1"/>'): Buffer {
  const says = segment(0xe1, Buffer.from(`http://ns.adobe.com/xap/1.0/\0${xmp}`));
  const video = [
    box('ftyp', Buffer.from('mp42\0\0\0\0isommp42')),
    box('mdat', Buffer.alloc(99)),
    box('moov', box('mvhd')),
  ];
  return Buffer.concat([jpegOf(says, sof(), scan()), between, ...video]);
}

const le16 = (...values: number[]): Buffer => Buffer.concat(values.map((value) => be16(value).reverse()));
export const gifFrame = (width = 1, height = 1, left = 0, top = 0): Buffer =>
  Buffer.concat([Buffer.from([0x2c]), le16(left, top, width, height), Buffer.from([0, 2, 2, 0x4c, 1, 0])]);
export const gifExtension = (label: number, content: Buffer): Buffer =>
  Buffer.concat([Buffer.from([0x21, label, content.length]), content, Buffer.from([0])]);
export const gifOf = (parts: Buffer[], width = 1, height = 1): Buffer =>
  Buffer.concat([
    Buffer.from('GIF89a'),
    le16(width, height),
    Buffer.from([0x80, 0, 0, 0, 0, 0, 255, 255, 255]),
    ...parts,
    Buffer.from(';'),
  ]);

export const riffChunk = (type: string, content: Buffer): Buffer =>
  Buffer.concat([
    Buffer.from(type, 'latin1'),
    le32(content.length),
    content,
    Buffer.alloc(content.length & 1),
  ]);
export function webpOf(chunks: Buffer[], bytes?: number): Buffer {
  const content = Buffer.concat([Buffer.from('WEBP'), ...chunks]);
  return Buffer.concat([Buffer.from('RIFF'), le32(bytes ?? content.length), content]);
}
export const vp8l = (width = 1, height = 1): Buffer =>
  riffChunk(
    'VP8L',
    Buffer.concat([
      Buffer.from([0x2f]),
      le32((width - 1) | ((height - 1) << 14)),
      Buffer.from([0x88, 0x88, 8]),
    ]),
  );
const le24 = (value: number): Buffer => le32(value).subarray(0, 3);
export const vp8x = (flags = 0, width = 1, height = 1): Buffer =>
  riffChunk('VP8X', Buffer.concat([Buffer.from([flags, 0, 0, 0]), le24(width - 1), le24(height - 1)]));
export const anmf = (width = 1, height = 1, image = vp8l(width, height), left = 0): Buffer =>
  riffChunk(
    'ANMF',
    Buffer.concat([le24(left), le24(0), le24(width - 1), le24(height - 1), Buffer.alloc(4), image]),
  );
export const ANIM = riffChunk('ANIM', Buffer.alloc(6));

export function box(type: string, ...contents: Buffer[]): Buffer {
  const content = Buffer.concat(contents);
  return Buffer.concat([be32(content.length + 8), Buffer.from(type, 'latin1'), content]);
}
export const fullBox = (type: string, version: number, ...contents: Buffer[]): Buffer =>
  box(type, be32(version << 24), ...contents);

export interface HeifClaims {
  readonly brand?: string;
  readonly itemType?: string;
  readonly width?: number;
  readonly height?: number;
  /** What a grid says in its own bytes. */
  readonly gridWidth?: number;
  readonly isProtected?: boolean;
  readonly dataReference?: number;
  readonly length?: number;
  readonly primary?: number;
  readonly coded?: string;
  /** The main picture is one of several upon each other, which says its width once more. */
  readonly overlayWidth?: number;
}

/** A grid (item 1) of one tile (item 2), whose bytes are in the file. */
export function heifOf(claims: HeifClaims = {}): Buffer {
  const { brand = 'avif', width = 8, height = 8, gridWidth = width, primary = 1, coded = 'av01' } = claims;
  const item = (id: number, type: string): Buffer =>
    fullBox(
      'infe',
      2,
      be16(id),
      be16(claims.isProtected === true ? 1 : 0),
      Buffer.from(type),
      Buffer.alloc(1),
    );
  const ftyp = box('ftyp', Buffer.from(`${brand}\0\0\0\0mif1${brand}`, 'latin1'));
  const { overlayWidth } = claims;
  const grid =
    overlayWidth === undefined
      ? Buffer.concat([Buffer.from([0, 0, 0, 0]), be16(gridWidth), be16(height)])
      : Buffer.concat([Buffer.alloc(10), be16(overlayWidth), be16(height), Buffer.alloc(4)]);
  const tile = Buffer.from('pixels');
  const metaWith = (start: number): Buffer =>
    fullBox(
      'meta',
      0,
      fullBox('hdlr', 0, be32(0), Buffer.from('pict'), Buffer.alloc(13)),
      fullBox('pitm', 0, be16(primary)),
      fullBox(
        'iloc',
        1,
        Buffer.from([0x44, 0x00]),
        be16(2),
        ...[be16(1), be16(0), be16(claims.dataReference ?? 0), be16(1), be32(start, grid.length)],
        ...[be16(2), be16(0), be16(0), be16(1), be32(start + grid.length, claims.length ?? tile.length)],
      ),
      fullBox('iinf', 0, be16(2), item(1, overlayWidth === undefined ? 'grid' : 'iovl'), item(2, coded)),
      fullBox('iref', 0, box('dimg', be16(1), be16(1), be16(2))),
      box(
        'iprp',
        box('ipco', fullBox('ispe', 0, be32(width, height)), fullBox('ispe', 0, be32(8, 8))),
        fullBox('ipma', 0, be32(2), be16(1), Buffer.from([1, 1]), be16(2), Buffer.from([1, 2])),
      ),
    );
  const start = ftyp.length + metaWith(0).length + 8;
  return Buffer.concat([ftyp, metaWith(start), box('mdat', grid, tile)]);
}

export interface HeifSequenceClaims {
  readonly brand?: string;
  readonly coded?: string;
  readonly width?: number;
  readonly height?: number;
  readonly frames?: number;
  readonly isElsewhere?: boolean;
}

/** A track of pictures, without any that is the main one. */
export function heifSequenceOf(claims: HeifSequenceClaims = {}): Buffer {
  const { brand = 'avis', coded = 'av01', width = 8, height = 8, frames = 2, isElsewhere = false } = claims;
  const size = Buffer.concat([be16(width), be16(height)]);
  const sample = box(coded, Buffer.alloc(24), size, Buffer.alloc(50));
  const dref = fullBox('dref', 0, be32(1), box('url ', be32(isElsewhere ? 0 : 1)));
  const stbl = box('stbl', fullBox('stsd', 0, be32(1), sample), fullBox('stsz', 0, be32(4, frames)));
  const hdlr = fullBox('hdlr', 0, be32(0), Buffer.from('pict'), Buffer.alloc(13));
  const mdia = box('mdia', hdlr, box('minf', box('dinf', dref), stbl));
  const ftyp = box('ftyp', Buffer.from(`${brand}\0\0\0\0msf1${brand}`, 'latin1'));
  return Buffer.concat([
    ftyp,
    box('moov', fullBox('mvhd', 0), box('trak', mdia)),
    box('mdat', Buffer.alloc(8)),
  ]);
}

const CAPTION: Buffer = Buffer.from('\x1c\x02\x78\0\x07A match');

/** Blocks of press software behind a picture, as ExifTool describes them. */
export const fotoStation = (content = CAPTION): Buffer =>
  Buffer.concat([content, Buffer.from([0, 1]), be32(content.length + 10), Buffer.from('a1b2c3d4', 'hex')]);
export const photoMechanic = (content = CAPTION): Buffer =>
  Buffer.concat([content, be32(content.length), Buffer.from('cbipcbbl')]);
export const withAfcp = (image: Buffer, content = CAPTION): Buffer =>
  Buffer.concat([
    image,
    Buffer.from('AXS!\0\x01\0\0\0\0\0\0'),
    content,
    Buffer.from('AXS!'),
    be32(image.length),
    Buffer.alloc(4),
  ]);
