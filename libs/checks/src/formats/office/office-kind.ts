import { isRejection, reject, type Rejection } from '#core';
import type { Check, Subject } from '../../inspection/check.js';
import { detect } from '../any/detect.js';
import type { ZipEntry } from '../zip/entry.js';
import { ENTRY_CODES } from '../zip/read-entry.js';
import { OFFICE_KINDS } from './office-kinds.js';
import { officePackage } from './office-package.js';

/** The part that the package's one officeDocument relationship leads to. */
export async function mainPart(
  subject: Subject,
): Promise<{ name: string; part: ZipEntry; contentType: string } | Rejection> {
  const office = await officePackage(subject);
  if (isRejection(office)) return office;
  const [main, ...others] = office.relationships.filter(
    ({ source, kind }) => source === '' && kind === 'officedocument',
  );
  if (main === undefined)
    return reject('type-mismatch', 'The file is no Office file: no relationship leads to a main part.');
  if (others.length > 0) return reject('malformed', 'More than one part claims to be the main one.');
  const part = main.isExternal ? undefined : office.parts.get(main.target);
  const contentType = office.contentTypes.of(main.target);
  if (part === undefined || contentType === undefined)
    return reject('malformed', 'The main part is missing.');
  return { name: main.target, part, contentType };
}

/** What kind of Office file it is: the main part's type says it, and nothing else does. */
export function officeKind(mediaType: string): Check {
  return {
    name: 'office-kind',
    reads: 'the relationships',
    codes: [...ENTRY_CODES, 'type-mismatch'],
    async run(subject) {
      const main = await mainPart(subject);
      if (isRejection(main)) {
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
        : {
            found,
            rejection: reject('type-mismatch', `The Office file is ${contentType}, not ${mediaType}.`),
          };
    },
  };
}
