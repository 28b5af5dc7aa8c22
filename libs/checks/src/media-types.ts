import type { MediaType } from './media-type.js';
import { avif } from './types/avif.js';
import { csv } from './types/csv.js';
import { docx } from './types/docx.js';
import { flac } from './types/flac.js';
import { gif } from './types/gif.js';
import { heic } from './types/heic.js';
import { jpeg } from './types/jpeg.js';
import { json } from './types/json.js';
import { m4a } from './types/m4a.js';
import { mp3 } from './types/mp3.js';
import { mp4 } from './types/mp4.js';
import { ogg } from './types/ogg.js';
import { ogv } from './types/ogv.js';
import { pdf } from './types/pdf.js';
import { plainText } from './types/plain-text.js';
import { png } from './types/png.js';
import { pptx } from './types/pptx.js';
import { quicktime } from './types/quicktime.js';
import { svg } from './types/svg.js';
import { wav } from './types/wav.js';
import { weba } from './types/weba.js';
import { webm } from './types/webm.js';
import { webp } from './types/webp.js';
import { xlsx } from './types/xlsx.js';
import { zip } from './types/zip.js';

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
  svg,
  zip,
  plainText,
  csv,
  json,
  mp4,
  m4a,
  quicktime,
  webm,
  weba,
  mp3,
  wav,
  flac,
  ogg,
  ogv,
];

/** The type of that name or alias. */
export function findMediaType(
  name: string,
  mediaTypes: readonly MediaType[] = MEDIA_TYPES,
): MediaType | undefined {
  return mediaTypes.find(({ mediaType, aliases }) => mediaType === name || aliases?.includes(name) === true);
}
