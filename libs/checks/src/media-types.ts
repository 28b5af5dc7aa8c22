import type { MediaType } from './media-type.js';
import { docx } from './types/docx.js';
import { pdf } from './types/pdf.js';
import { pptx } from './types/pptx.js';
import { xlsx } from './types/xlsx.js';

/** Every media type a policy may allow. Adding one is a file and a line here. */
export const MEDIA_TYPES: readonly MediaType[] = [pdf, docx, xlsx, pptx];

/** The type of that name or alias. */
export function findMediaType(
  name: string,
  mediaTypes: readonly MediaType[] = MEDIA_TYPES,
): MediaType | undefined {
  return mediaTypes.find(({ mediaType, aliases }) => mediaType === name || aliases?.includes(name) === true);
}
