import { OK, refuse, type Check } from '../../inspection/check.js';
import type { MediaType } from '../../inspection/media-type.js';

/** What a desktop would open the file by. All digits are a version (`Report 1.2`), not an extension; so is what holds a space. */
const EXTENSION = /\.(?![0-9]+$)([^. ]{1,16})$/u;
/** Windows drops these when it saves: `invoice.exe. .` is `invoice.exe`. */
const DROPPED_BY_WINDOWS = /[. ]+$/;

/** In lower case; undefined for a name without one. */
export function extensionOf(filename: string): string | undefined {
  return EXTENSION.exec(filename.replace(DROPPED_BY_WINDOWS, ''))?.[1]?.toLowerCase();
}

/** The file name's extension, if it has one, must be one of the type's: `invoice.exe` is no PDF to a desktop. Reads nothing. */
export function extension(mediaType: MediaType): Check {
  return {
    name: 'extension',
    reads: 'nothing',
    codes: ['type-mismatch'],
    run({ declaration }) {
      const suffix = extensionOf(declaration.filename);
      if (suffix === undefined || mediaType.extensions.includes(suffix)) return OK;
      return refuse('type-mismatch', `The file name does not end like that of ${mediaType.mediaType}.`);
    },
  };
}
