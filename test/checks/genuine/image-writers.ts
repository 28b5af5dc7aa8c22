import { createRequire } from 'node:module';

export interface Pixels {
  readonly width: number;
  readonly height: number;
  readonly data: Buffer;
}

/** What these writers offer: none of them ships types. */
interface Writers {
  pngjs: {
    PNG: {
      new (size: { width: number; height: number }): { data: Buffer };
      sync: { write(png: object, options?: object): Buffer };
    };
  };
  'jpeg-js': { encode(pixels: Pixels, quality: number): { data: Buffer } };
  omggif: { GifWriter: new (to: Uint8Array, width: number, height: number, options: object) => OmgGif };
  gifenc: { GIFEncoder(): GifEncoder };
}
interface OmgGif {
  addFrame(x: number, y: number, width: number, height: number, pixels: Uint8Array, options: object): void;
  end(): number;
}
interface GifEncoder {
  writeFrame(pixels: Uint8Array, width: number, height: number, options: object): void;
  finish(): void;
  bytes(): Uint8Array;
}

const require = createRequire(import.meta.url);
const load = <Name extends keyof Writers>(name: Name): Writers[Name] => require(name) as Writers[Name];

export function pngJs(pixels: Pixels, options: object): Buffer {
  const { PNG } = load('pngjs');
  const png = new PNG(pixels);
  pixels.data.copy(png.data);
  return PNG.sync.write(png, options);
}

export const jpegJs = (pixels: Pixels): Buffer => load('jpeg-js').encode(pixels, 80).data;

export function omgGif(size: number, indexed: Uint8Array, frames: number): Buffer {
  const bytes = Buffer.alloc(64 * 1024);
  const palette = Array.from({ length: 16 }, (_, i) => i * 0x0f0f0f);
  const gif = new (load('omggif').GifWriter)(bytes, size, size, { palette, loop: 0 });
  for (let i = 0; i < frames; i++) gif.addFrame(0, 0, size, size, indexed, { delay: 5 });
  return bytes.subarray(0, gif.end());
}

export function gifEnc(size: number, indexed: Uint8Array, frames: number): Buffer {
  const palette = Array.from({ length: 16 }, (_, i) => [i * 16, i * 8, 255 - i]);
  const gif = load('gifenc').GIFEncoder();
  for (let i = 0; i < frames; i++) gif.writeFrame(indexed, size, size, { palette, delay: 50 });
  gif.finish();
  return Buffer.from(gif.bytes());
}
