import type { MediaType } from './media-type.js';
import { avif } from './types/avif.js';
import { docx } from './types/docx.js';
import { gif } from './types/gif.js';
import { heic } from './types/heic.js';
import { jpeg } from './types/jpeg.js';
import { pdf } from './types/pdf.js';
import { png } from './types/png.js';
import { pptx } from './types/pptx.js';
import { webp } from './types/webp.js';
import { csv } from './types/csv.js';
import { json } from './types/json.js';
import { plainText } from './types/plain-text.js';
import { zip } from './types/zip.js';
import { xlsx } from './types/xlsx.js';

/** Every media type a policy may allow. Adding one is a file and a line here. */
export const MEDIA_TYPES: readonly MediaType[] = [
  pdf,
  docx,
  xlsx,
  pptx,
  png,
  jpeg,
  gif,
  webp,
  avif,
  heic,
  zip,
  plainText,
  csv,
  json,
];

/** The type of that name or alias. */
export function findMediaType(
  name: string,
  mediaTypes: readonly MediaType[] = MEDIA_TYPES,
): MediaType | undefined {
  return mediaTypes.find(({ mediaType, aliases }) => mediaType === name || aliases?.includes(name) === true);
}
