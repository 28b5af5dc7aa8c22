import type { SliceCursor, Walk } from '../../reading/slice-cursor.js';
import { isPadding } from '../../reading/padding.js';
import { MAX_ZERO_BYTES, SOMETHING } from '../image/after-image.js';
import { Remains } from '../image/remains.js';
import { EOI, SOI } from './markers.js';
import { isPressTrailer, MAX_PRESS_BYTES } from './press-trailer.js';
import { isSamsungTrailer } from './samsung-trailer.js';

/** What Google's phones keep of exposure, focus and white balance, when they are told to. Its inside is nobody's format. */
const PIXEL = /^(?:aec|af|awb)Debug/;
const MAX_PIXEL_BYTES = 1024 * 1024;
/** Whatever a program that searches whole files could take for something else: pages, archives, programs, pictures. */
const FOREIGN = new RegExp(
  [
    String.raw`<(?:html|head|body|script|svg|iframe|!doctype|\?php|\?xml|\?=[\s$\w]|%[@=!\s])`,
    String.raw`<(?:img|object|embed|meta|style|link|form|base)[\s/>]|javascript:|\{\\rtf|#!/(?:bin|usr)`,
    String.raw`PK\x03\x04|Rar!|7z\xbc\xaf|MSCF\0|ustar|\xd0\xcf\x11\xe0|\x7fELF|PE\0\0|This program`,
    String.raw`%PDF|%!PS|\xff\xd8\xff[\xdb\xe0\xe1]|\x89PNG|GIF8|ftyp`,
  ].join('|'),
  'i',
);

/** A marker behind SOI; EOI. */
const JPEG_ENDS = { first: Buffer.from([0xff, SOI, 0xff]), last: Buffer.from([0xff, EOI]) };

/** What some programs fill blocks with. A byte that fills a word may be any: old cameras write what was there. */
const BLANK = 0x20;

/** What phones and press software write behind their pictures that is no picture, or padding, to the end of the object. */
export function* trailer(cursor: SliceCursor, imageEnd: number): Walk {
  const firstByte = cursor.position;
  const remains = new Remains(JPEG_ENDS);
  let bytes = 0;
  let last: Buffer = Buffer.alloc(0);
  let isPixel = false;
  const isHarmless = (): boolean => !FOREIGN.test(last.toString('latin1'));
  const isKnown = (): boolean =>
    isPadding(last) ||
    (bytes === 1 && cursor.position === imageEnd + 1 && cursor.position % 2 === 0) ||
    (bytes <= MAX_ZERO_BYTES && last.every((byte) => byte === BLANK)) ||
    isSamsungTrailer(last, cursor.position, imageEnd) ||
    (isPixel && bytes <= MAX_PIXEL_BYTES && isHarmless()) ||
    (isPressTrailer(last, cursor.position, imageEnd, firstByte) && isHarmless());
  for (;;) {
    // Asked at the end of each slice, answered where it is that of the object.
    const piece = yield* cursor.more(bytes === 0 || isKnown() ? undefined : (remains.rejection ?? SOMETHING));
    remains.see(piece);
    bytes += piece.length;
    last = Buffer.concat([last, piece]);
    if (bytes === last.length) isPixel = PIXEL.test(last.toString('latin1', 0, 16));
    last = last.subarray(-(isPixel ? MAX_PIXEL_BYTES : MAX_PRESS_BYTES));
  }
}
