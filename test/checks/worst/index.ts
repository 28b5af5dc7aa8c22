import { worstArchives } from './archives.js';
import { worstImages } from './images.js';
import { worstMedia } from './media.js';
import { worstOffice } from './office.js';
import { worstPdf } from './pdf.js';
import { worstText } from './text.js';
import type { WorstFile } from './worst-file.js';

export type { WorstFile } from './worst-file.js';

/** What costs most to look at, of every media type: what a test of stalling begins with. */
export const worstFiles = (): readonly WorstFile[] => [
  ...worstOffice,
  ...worstArchives,
  ...worstPdf,
  ...worstImages,
  ...worstMedia,
  ...worstText,
];
