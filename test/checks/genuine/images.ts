import { globSync, readFileSync } from 'node:fs';
import sharp, { type Sharp } from 'sharp';
import {
  actl,
  be32,
  chunk,
  EOI,
  fctl,
  fdat,
  heifOf,
  heifSequenceOf,
  idat,
  iend,
  ihdr,
  jfif,
  jpegOf,
  pngOf,
  scan,
  segment,
  sof,
  SOI,
  motionPhoto,
  fotoStation,
  photoMechanic,
  samsungTrailer,
  withAfcp,
} from '../image-builder.js';
import type { Sample } from '../sample.js';
import { gifEnc, jpegJs, omgGif, pngJs } from './image-writers.js';

export const [PNG, JPEG, GIF, WEBP, AVIF, HEIC] = ['png', 'jpeg', 'gif', 'webp', 'avif', 'heic'].map(
  (name) => `image/${name}`,
) as [string, string, string, string, string, string];

const SIZE = 24;
const noise = (bytes: number): Buffer =>
  Buffer.from(Array.from({ length: bytes }, (_, i) => (i * i * 31 + (i >> 3)) & 255));
const pixels = { width: SIZE, height: SIZE, data: noise(SIZE * SIZE * 4) };
const indexed = noise(SIZE * SIZE).map((byte) => byte & 15);
const raw = { width: SIZE, height: SIZE, channels: 4 } as const;
const exif = { IFD0: { Copyright: 'x', Artist: `${'<script>alert(1)</script> PK'.repeat(90)} %PDF` } };

const sample = (contentType: string, name: string, bytes: Sample['bytes']): Sample => ({
  contentType,
  name,
  bytes,
});
const bySharp = (contentType: string, name: string, write: (image: Sharp) => Sharp): Sample =>
  sample(contentType, `sharp: ${name}`, () => write(sharp(pixels.data, { raw })).toBuffer());
/** Frames one below the other, as libvips takes them. */
const animatedBySharp = (contentType: string, name: string, write: (image: Sharp) => Sharp): Sample =>
  sample(contentType, `sharp: ${name}`, () =>
    write(sharp(noise(SIZE * SIZE * 12), { raw: { ...raw, height: SIZE * 3, pageHeight: SIZE } })).toBuffer(),
  );
/** More than comes with the first read. */
const large = (): Sharp =>
  sharp({
    create: {
      width: 2000,
      height: 1500,
      channels: 3,
      background: 'red',
      noise: { type: 'gaussian', mean: 128, sigma: 60 },
    },
  });

const png: readonly Sample[] = [
  bySharp(PNG, 'RGBA', (image) => image.png()),
  bySharp(PNG, 'interlaced', (image) => image.png({ progressive: true })),
  bySharp(PNG, 'a palette', (image) => image.png({ palette: true, colours: 16 })),
  bySharp(PNG, 'grey, 16 bit', (image) => image.toColourspace('grey16').png()),
  bySharp(PNG, 'a profile and Exif', (image) => image.withIccProfile('p3').withExif(exif).png()),
  sample(PNG, 'sharp: large', () => large().png({ compressionLevel: 1 }).toBuffer()),
  sample(PNG, 'pngjs: RGBA', () => pngJs(pixels, {})),
  sample(PNG, 'pngjs: RGB', () => pngJs(pixels, { colorType: 2 })),
  sample(PNG, 'pngjs: grey', () => pngJs(pixels, { colorType: 0 })),
  sample(PNG, "Apple's chunks", () =>
    pngOf(chunk('CgBI', be32(0x50002002)), ihdr(), chunk('iDOT', Buffer.alloc(28)), idat(), iend()),
  ),
  sample(PNG, 'an animation', () => pngOf(ihdr(), actl(2), fctl(0), idat(), fctl(1), fdat(2), iend())),
  sample(PNG, 'an animation whose first picture is none of its frames', () =>
    pngOf(ihdr(), actl(1), idat(), fctl(0), fdat(1), iend()),
  ),
];

const ofOddLength = (): Buffer => {
  const [even, odd] = [0, 1].map((bytes) => jpegOf(segment(0xfe, Buffer.alloc(bytes)), sof(), scan()));
  return even!.length % 2 === 1 ? even! : odd!;
};

const jpeg: readonly Sample[] = [
  bySharp(JPEG, 'baseline', (image) => image.jpeg()),
  bySharp(JPEG, 'progressive', (image) => image.jpeg({ progressive: true })),
  bySharp(JPEG, 'CMYK', (image) => image.toColourspace('cmyk').jpeg()),
  bySharp(JPEG, 'grey', (image) => image.grayscale().jpeg({ chromaSubsampling: '4:4:4' })),
  bySharp(JPEG, 'a profile and Exif', (image) => image.withIccProfile('p3').withExif(exif).jpeg()),
  sample(JPEG, 'sharp: large', () => large().jpeg({ quality: 95, mozjpeg: true }).toBuffer()),
  sample(JPEG, 'jpeg-js', () => jpegJs(pixels)),
  sample(JPEG, 'jpeg-js: 48 zero bytes at the end', () => Buffer.concat([jpegJs(pixels), Buffer.alloc(48)])),
  sample(JPEG, 'MPO: a second picture, as phones write', async () =>
    Buffer.concat([jpegJs(pixels), await sharp(pixels.data, { raw }).jpeg().toBuffer()]),
  ),
  sample(JPEG, 'MPO: a second picture at a multiple of 512', () =>
    Buffer.concat([jpegJs(pixels), Buffer.alloc(512), jpegJs(pixels)]),
  ),
  sample(JPEG, 'a thumbnail in its Exif', () =>
    Buffer.concat([
      SOI,
      segment(0xe1, Buffer.concat([Buffer.from('Exif\0\0'), jpegJs(pixels)])),
      sof(),
      scan(),
      EOI,
    ]),
  ),
  sample(JPEG, "a Galaxy phone's blocks and directory", () =>
    Buffer.concat([jpegJs(pixels), samsungTrailer()]),
  ),
  sample(JPEG, 'MPO: 0xff up to a second picture', () =>
    Buffer.concat([jpegJs(pixels), Buffer.alloc(900, 0xff), jpegJs(pixels)]),
  ),
  sample(JPEG, "a Pixel phone's notes of its exposure", () =>
    Buffer.concat([
      jpegJs(pixels),
      Buffer.from('aecDebug'),
      Buffer.alloc(40_000, 3),
      Buffer.from('awbDebug'),
    ]),
  ),
  sample(JPEG, 'captions of FotoStation', () =>
    Buffer.concat([jpegJs(pixels), fotoStation(), fotoStation()]),
  ),
  sample(JPEG, 'captions of FotoStation behind zeros', () =>
    Buffer.concat([jpegJs(pixels), Buffer.alloc(3), fotoStation(), fotoStation()]),
  ),
  sample(JPEG, "an old camera's byte that fills a word behind it", () =>
    Buffer.concat([ofOddLength(), Buffer.from([0x14])]),
  ),
  sample(JPEG, '10,000 blanks behind it', () => Buffer.concat([jpegJs(pixels), Buffer.alloc(10_000, ' ')])),
  sample(JPEG, 'captions of Photo Mechanic', () => Buffer.concat([jpegJs(pixels), photoMechanic()])),
  sample(JPEG, 'captions of AFCP', () => withAfcp(jpegJs(pixels))),
  sample(JPEG, 'captions of several programs', () =>
    Buffer.concat([withAfcp(Buffer.concat([jpegJs(pixels), photoMechanic()])), fotoStation()]),
  ),
  sample(JPEG, 'a motion photo', () => motionPhoto()),
  sample(JPEG, 'a motion photo behind a gain map', () =>
    motionPhoto(Buffer.concat([jpegJs(pixels), Buffer.alloc(7)])),
  ),
  sample(JPEG, 'restart markers, stuffed bytes and fill', () =>
    Buffer.concat([
      SOI,
      jfif(),
      segment(0xdd, Buffer.from([0, 1])),
      sof(),
      scan(Buffer.from('12ff0034ffd056ffd178ffff', 'hex')),
      EOI,
    ]),
  ),
  sample(JPEG, 'a height that comes after the scan', () =>
    Buffer.concat([SOI, jfif(), sof(8, 0), scan(), segment(0xdc, Buffer.from([0, 8])), EOI]),
  ),
];

const others: readonly Sample[] = [
  bySharp(GIF, 'one picture', (image) => image.gif()),
  animatedBySharp(GIF, 'an animation', (image) => image.gif({ delay: [50, 50, 50] })),
  sample(GIF, 'omggif: one picture', () => omgGif(SIZE, indexed, 1)),
  sample(GIF, 'omggif: an animation', () => omgGif(SIZE, indexed, 3)),
  sample(GIF, 'gifenc: one picture', () => gifEnc(SIZE, indexed, 1)),
  sample(GIF, 'gifenc: an animation', () => gifEnc(SIZE, indexed, 3)),
  bySharp(WEBP, 'lossy', (image) => image.removeAlpha().webp()),
  bySharp(WEBP, 'lossy, with transparency', (image) => image.webp()),
  bySharp(WEBP, 'lossless', (image) => image.webp({ lossless: true })),
  bySharp(WEBP, 'a profile and Exif', (image) => image.withIccProfile('p3').withExif(exif).webp()),
  animatedBySharp(WEBP, 'an animation', (image) => image.webp({ delay: [50, 50, 50] })),
  sample(WEBP, 'sharp: large', () => large().webp({ quality: 90, effort: 0 }).toBuffer()),
  bySharp(AVIF, 'lossy', (image) => image.removeAlpha().avif({ effort: 0 })),
  bySharp(AVIF, 'with transparency', (image) => image.avif({ effort: 0 })),
  bySharp(AVIF, 'a profile and Exif', (image) =>
    image.withIccProfile('p3').withExif(exif).avif({ effort: 0 }),
  ),
  sample(AVIF, 'sharp: large', () => large().avif({ quality: 90, effort: 0 }).toBuffer()),
  sample(AVIF, 'a grid', () => heifOf()),
  sample(AVIF, 'an overlay', () => heifOf({ overlayWidth: 8 })),
  sample(AVIF, 'a sequence alone', () => heifSequenceOf()),
  sample(HEIC, 'a sequence alone', () => heifSequenceOf({ brand: 'hevc', coded: 'hvc1' })),
  sample(HEIC, 'a sequence whose settings are among its pictures', () =>
    heifSequenceOf({ brand: 'hevc', coded: 'hev1' }),
  ),
  sample(HEIC, 'a grid', () => heifOf({ brand: 'heic', coded: 'hvc1' })),
];

const fill = (sample: Sample, name: string, padding: Buffer): Sample => ({
  ...sample,
  name: `${sample.name}, ${name}`,
  bytes: async () => Buffer.concat([await sample.bytes(), padding]),
});
/** One of each type, with what editors and transfers leave behind it. */
const padded: readonly Sample[] = [PNG, JPEG, GIF, WEBP, AVIF, HEIC].flatMap((type) => {
  const image = [...png, ...jpeg, ...others].find(({ contentType }) => contentType === type);
  if (image === undefined) throw new TypeError(type);
  return [
    fill(image, 'a line end behind it', Buffer.from('\r\n')),
    fill(
      image,
      '64 bytes of padding behind it',
      Buffer.concat([Buffer.alloc(30, 0xff), Buffer.alloc(34, ' ')]),
    ),
    fill(image, '60,000 zero bytes behind it', Buffer.alloc(60_000)),
  ];
});

const TYPES: Record<string, string> = { png: PNG, jpg: JPEG, gif: GIF };
const shipped: readonly Sample[] = globSync(
  'node_modules/{officegen,fast-image-size,@fastify/static,pdf-parse,fauxqs,mammoth}/**/*.{png,jpg,gif}',
).map((path) =>
  sample(TYPES[path.split('.').at(-1)!]!, path.replace('node_modules/', ''), () => readFileSync(path)),
);

export const genuineImages: readonly Sample[] = [...png, ...jpeg, ...others, ...padded, ...shipped];
