import { OK, refuse, type Check } from '../check.js';
import type { MediaType } from '../media-type.js';

/** What a desktop would open the file by. All digits are a version (`Report 1.2`), not an extension; so is what holds a space. */
const EXTENSION = /\.(?![0-9]+$)([^. ]{1,16})$/u;
/** Windows drops these when it saves: `invoice.exe. .` is `invoice.exe`. */
const DROPPED_BY_WINDOWS = /[. ]+$/;

/** The file name's extension, if it has one, must be one of the type's: `invoice.exe` is no PDF to a desktop. Reads nothing. */
export function extension(mediaType: MediaType): Check {
  return {
    name: 'extension',
    run({ declaration }) {
      const [, suffix] = EXTENSION.exec(declaration.filename.replace(DROPPED_BY_WINDOWS, '')) ?? [];
      if (suffix === undefined || mediaType.extensions.includes(suffix.toLowerCase())) return OK;
      return refuse('type-mismatch', `the file name does not end like that of ${mediaType.mediaType}`);
    },
  };
}
