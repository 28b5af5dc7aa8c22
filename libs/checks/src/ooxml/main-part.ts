import { reject, type Rejection } from '#core';
import type { Check, Subject } from '../check.js';
import { detect } from '../generic/detect.js';
import type { ZipEntry } from '../zip/entry.js';
import { OFFICE_KINDS } from './office-kinds.js';
import { officePackage } from './office-package.js';

/** The part that the package's one officeDocument relationship leads to. */
export async function mainPart(
  subject: Subject,
): Promise<{ name: string; part: ZipEntry; contentType: string } | Rejection> {
  const office = await officePackage(subject);
  if ('code' in office) return office;
  const [main, ...others] = office.relationships.filter(
    ({ source, kind }) => source === '' && kind === 'officedocument',
  );
  if (main === undefined)
    return reject('type-mismatch', 'no relationship leads to a main part: not an Office file');
  if (others.length > 0) return reject('malformed', 'more than one part claims to be the main one');
  const part = main.isExternal ? undefined : office.parts.get(main.target);
  const contentType = office.contentTypes.of(main.target);
  if (part === undefined || contentType === undefined) return reject('malformed', 'the main part is missing');
  return { name: main.target, part, contentType };
}

/** What kind of Office file it is: the main part's type says it, and nothing else does. */
export function officeKind(mediaType: string): Check {
  return {
    name: 'office-kind',
    async run(subject) {
      const main = await mainPart(subject);
      if ('code' in main) {
        const isOther = main.code === 'type-mismatch';
        const contentType = isOther ? ((await detect(subject.reader.head)) ?? 'application/zip') : undefined;
        // file-type guesses an Office type from folder names where it sees no content types: not after we have looked.
        const isGuess = contentType?.includes('officedocument') === true;
        return { rejection: main, found: { contentType: isGuess ? 'application/zip' : contentType } };
      }
      const contentType = OFFICE_KINDS.get(main.contentType) ?? 'application/zip';
      const found = { contentType };
      return contentType === mediaType
        ? { found }
        : { found, rejection: reject('type-mismatch', `is ${contentType}, not ${mediaType}`) };
    },
  };
}
