import { AVIF, GIF, HEIC, JPEG, PNG, WEBP } from '../genuine/images.js';
import {
  actl,
  anmf,
  ANIM,
  be32,
  box,
  chunk,
  fctl,
  fdat,
  fullBox,
  gifFrame,
  gifOf,
  heifOf,
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
} from '../image-builder.js';
import { filled, listed, MIB, worst, type WorstFile } from './worst-file.js';

const SVG = 'image/svg+xml';
const svg = (name: string, content: () => string): WorstFile =>
  worst(SVG, name, () => Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg">${content()}</svg>`));

const latin1 = (text: string): Buffer => Buffer.from(text, 'latin1');
/** Nothing but sizes, of nothing. */
const properties = (associations: Buffer): Buffer =>
  box(
    'meta',
    be32(0),
    hdlr,
    fullBox('pitm', 0, Buffer.from([0, 1])),
    fullBox('iinf', 0, Buffer.alloc(2)),
    fullBox('iloc', 0, Buffer.from([0x44, 0, 0, 0])),
    box('iprp', box('ipco'), associations),
  );
const hdlr = fullBox('hdlr', 0, be32(0), Buffer.from('pict'), Buffer.alloc(13));
const ftyp = (brand: string): Buffer => box('ftyp', latin1(`${brand}\0\0\0\0mif1${brand}`));
/** A track of as many boxes as its size allows, at every level that is searched. */
const fullTrack = (): Buffer => {
  const free = filled(64_000, box('free'));
  const stbl = box('stbl', free, fullBox('stsd', 0, be32(0)), fullBox('stsz', 0, be32(1, 1)));
  return box('trak', box('mdia', free, box('minf', free, stbl)));
};

const heif = (contentType: string, brand: string, name: string, content: () => Buffer[]): WorstFile =>
  worst(contentType, name, () => Buffer.concat([ftyp(brand), ...content()]));
const heifs = [
  [AVIF, 'avif'],
  [HEIC, 'heic'],
] as const;

const worstHeif: readonly WorstFile[] = heifs.flatMap(([contentType, brand]) => [
  heif(contentType, brand, 'boxes in its description', () => [
    box('meta', be32(0), filled(4 * MIB - 64, box('free'))),
  ]),
  heif(contentType, brand, 'three million associations', () => [
    properties(
      fullBox('ipma', 0, be32(4096), filled(3 * MIB, Buffer.from([0, 1, 255, ...Buffer.alloc(255)]))),
    ),
  ]),
  heif(contentType, brand, '14 tracks full of boxes', () => [
    box('moov', ...Array.from({ length: 14 }, fullTrack)),
  ]),
  heif(contentType, brand, 'boxes behind each other', () => [filled(MIB, box('free'))]),
  worst(contentType, 'nothing peculiar', () => heifOf({ brand, coded: brand === 'avif' ? 'av01' : 'hvc1' })),
]);

export const worstImages: readonly WorstFile[] = [
  worst(PNG, '200,000 empty chunks', () =>
    pngOf(ihdr(), filled(200_000 * 12, chunk('teXt')), idat(), iend()),
  ),
  worst(PNG, '200,000 empty chunks of pixels', () =>
    pngOf(ihdr(), filled(200_000 * 12, chunk('IDAT')), idat(), iend()),
  ),
  worst(PNG, '65,000 deflated texts', () =>
    pngOf(ihdr(), filled(MIB, chunk('zTXt', latin1('a\0\0x'))), idat(), iend()),
  ),
  worst(JPEG, "a phone's notes of 1 MiB that begin like pages", () =>
    Buffer.concat([jpegOf(sof(), scan()), latin1('aecDebug'), filled(MIB - 8, '<htm')]),
  ),
  worst(PNG, '30,000 frames', () =>
    pngOf(
      ihdr(),
      actl(30_000),
      idat(),
      ...Array.from({ length: 30_000 }, (_, at) => Buffer.concat([fctl(2 * at), fdat(2 * at + 1)])),
      iend(),
    ),
  ),
  worst(JPEG, '500,000 empty segments', () => jpegOf(filled(500_000 * 4, segment(0xfe)), sof(), scan())),
  worst(JPEG, 'fill bytes', () => jpegOf(filled(2 * MIB, Buffer.from([0xff])), sof(), scan())),
  worst(JPEG, 'a scan of escapes', () => jpegOf(sof(), scan(filled(2 * MIB, Buffer.from([0xff, 0]))))),
  worst(JPEG, 'a scan of fill bytes', () => jpegOf(sof(), scan(filled(2 * MIB, Buffer.from([0xff]))))),
  worst(JPEG, 'restart markers', () => jpegOf(sof(), scan(filled(2 * MIB, Buffer.from([0xff, 0xd0]))))),
  worst(JPEG, 'metadata in 60 segments', () =>
    jpegOf(
      filled(60 * 65_004, segment(0xe1, filled(65_000, 'http://ns.adobe.com/xap/1.0/\0Motion'))),
      sof(),
      scan(),
    ),
  ),
  worst(JPEG, 'zeros behind it', () => Buffer.concat([jpegOf(sof(), scan()), Buffer.alloc(2 * MIB)])),
  worst(GIF, '140,000 frames', () => gifOf([filled(140_000 * 15, gifFrame())])),
  worst(GIF, '500,000 extensions', () => gifOf([filled(500_000 * 3, Buffer.from([0x21, 0xfe, 0]))])),
  worst(GIF, 'blocks of one byte', () =>
    gifOf([Buffer.from([0x21, 0xfe]), filled(2 * MIB, Buffer.from([1, 1])), Buffer.from([0]), gifFrame()]),
  ),
  worst(WEBP, '250,000 empty chunks', () =>
    webpOf([vp8x(), filled(250_000 * 8, riffChunk('ABCD', Buffer.alloc(0))), vp8l()]),
  ),
  worst(WEBP, '40,000 frames', () => webpOf([vp8x(2), ANIM, filled(40_000 * 42, anmf())])),
  ...worstHeif,
  svg('elements', () => '<g/>'.repeat(MIB / 2)),
  svg('elements, 250 deep', () => `${'<g>'.repeat(250)}${'<g/>'.repeat(MIB / 2)}${'</g>'.repeat(250)}`),
  svg('attributes', () => `<g${listed(1000, (at) => ` a${at}="("`)}/>`.repeat(200)),
  svg('styles that are escaped', () => `<style>${'\\61 '.repeat(MIB / 4 - 9)}</style>`.repeat(4)),
  svg('styles of comments', () => `<style>${'/**/'.repeat(MIB / 4 - 9)}</style>`.repeat(4)),
  svg('styles of open comments', () => `<style>${'/*'.repeat(MIB / 2 - 9)}</style>`.repeat(4)),
  svg('styles of addresses', () => `<style>${'url(#a)'.repeat(MIB / 7 - 9)}</style>`.repeat(4)),
  svg('styles of open addresses', () => `<style>${'url( '.repeat(MIB / 5 - 9)}</style>`.repeat(4)),
  svg('styles of words that need a blank', () =>
    `<style>${'behavior '.repeat(MIB / 9 - 9)}(</style>`.repeat(4),
  ),
  svg('style sheets, each closed at once', () => '<style>(</style>'.repeat(MIB / 8)),
  svg('an attribute that is escaped', () => `<g style="${'\\61 '.repeat(3 * MIB)}"/>`),
  svg('an attribute of brackets', () => `<g style="${'('.repeat(12 * MIB)}"/>`),
  svg('an attribute of addresses', () => `<g style="${'url(#a)'.repeat(MIB)}"/>`),
  svg('a picture of 12 MiB', () => `<image href="data:image/png;base64,${'A'.repeat(12 * MIB)}"/>`),
  svg('a picture in lines', () => {
    const line = `${'A'.repeat(76)}\n`;
    return `<image href="data:image/png;base64,${line.repeat(120_000)}"/>`;
  }),
  svg('an address of blanks', () => `<image href="${' '.repeat(12 * MIB)}"/>`),
  svg('an animation of 12 MiB', () => `<set attributeName="${':'.repeat(12 * MIB)}"/>`),
  svg('a path of 12 MiB', () => `<path d="${'M0 0'.repeat(3 * MIB)}"/>`),
  svg('instructions', () => '<?a?>'.repeat((2 * MIB) / 5)),
  worst(SVG, 'a document type of blanks', () =>
    Buffer.from(`<!DOCTYPE svg${' '.repeat(12 * MIB)}x><svg xmlns="http://www.w3.org/2000/svg"/>`),
  ),
  worst(SVG, 'a prologue of comments', () =>
    Buffer.from(`${'<!-- -->'.repeat(1900)}<svg xmlns="http://www.w3.org/2000/svg"/>`),
  ),
];
