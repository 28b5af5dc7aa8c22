import { isRejection, reject } from '#core';
import type { Check } from '../../inspection/check.js';
import { ENTRY_CODES } from '../zip/read-entry.js';
import { mainPart } from './office-kind.js';
import { readXmlPart } from './read-xml-part.js';

/** Of a workbook's or presentation's main part, which lists its sheets or slides. */
const MAX_MAIN_PART_BYTES = 32 * 1024 * 1024;

/** The main part is well-formed XML and begins as its content type promises. Reads that part. */
export function mainXml(rootElement: string): Check {
  return {
    name: 'office-main-part',
    reads: 'the main part',
    codes: ENTRY_CODES,
    async run(subject) {
      const main = await mainPart(subject);
      if (isRejection(main)) return { rejection: main };
      const rejection = await readXmlPart(
        subject,
        main.part,
        {
          open: ({ local }, depth) =>
            depth === 1 && local !== rootElement
              ? reject('malformed', 'The main part is something else.')
              : undefined,
        },
        MAX_MAIN_PART_BYTES,
      );
      return { rejection };
    },
  };
}
