import type { MediaType } from './media-type.js';
import { avif } from '../formats/heif/avif.js';
import { csv } from '../formats/csv/csv.js';
import { docx } from '../formats/office/docx.js';
import { flac } from '../formats/flac/flac.js';
import { gif } from '../formats/gif/gif.js';
import { heic } from '../formats/heif/heic.js';
import { jpeg } from '../formats/jpeg/jpeg.js';
import { json } from '../formats/json/json.js';
import { m4a } from '../formats/mp4/m4a.js';
import { mp3 } from '../formats/mp3/mp3.js';
import { mp4 } from '../formats/mp4/mp4.js';
import { ogg } from '../formats/ogg/ogg.js';
import { ogv } from '../formats/ogg/ogv.js';
import { pdf } from '../formats/pdf/pdf.js';
import { plainText } from '../formats/text/plain-text.js';
import { png } from '../formats/png/png.js';
import { pptx } from '../formats/office/pptx.js';
import { quicktime } from '../formats/mp4/quicktime.js';
import { svg } from '../formats/svg/svg.js';
import { wav } from '../formats/wav/wav.js';
import { weba } from '../formats/webm/weba.js';
import { webm } from '../formats/webm/webm-video.js';
import { webp } from '../formats/webp/webp.js';
import { xlsx } from '../formats/office/xlsx.js';
import { zip } from '../formats/archive/zip.js';

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
