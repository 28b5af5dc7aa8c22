import { isRejection, type Rejection } from '#core';
import { oncePerObject } from '../../inspection/check.js';
import type { PrologKind } from '../xml/prolog.js';
import type { ZipEntry } from '../zip/entry.js';
import { officePackage } from './office-package.js';
import { isForeign } from './foreign-bytes.js';
import { partStart, startExtent } from './part-start.js';
import { targetsOf } from './relationships.js';

/** Beyond the first read; a workbook has a handful of large sheets, and what is small lies together. */
const MAX_REQUESTS = 8;
/** What is decoded as a picture, sound, film or font, and as nothing else, wherever it is used. */
const MEDIA = /^(?:image|audio|video|font)\/|obfuscatedfont$|x-fontdata$|^application\/x-font/;

/** The last word of the types of relationships that lead to them. */
export const MEDIA_KIND = /^(?:image|thumbnail|hdphoto|audio|video|media|font)$/;

/** Content types of what is XML, and of VML, which has none of its own. */
export const XML_TYPE = /[/+]xml$|vmldrawing$/;

/** What a part is, by its first bytes. */
export interface StartedPart {
  readonly isXml: boolean;
  /** The root element's local name; undefined for what is not XML. */
  readonly root?: string;
  readonly prolog: PrologKind;
  /** A document, archive, program or script. */
  readonly isForeign: boolean;
}

/**
 * How each part begins. Of a file that came whole, all of them; of a larger one, all but pictures, sound, film and
 * fonts, and what has no content type: a deck of photos costs no request for each.
 */
export const partStarts = oncePerObject(
  async (subject): Promise<ReadonlyMap<string, StartedPart> | Rejection> => {
    const office = await officePackage(subject);
    if (isRejection(office)) return office;
    const { reader } = subject;
    const used = await targetsOf(office.relationships, subject.pace, ({ kind }) => !MEDIA_KIND.test(kind));
    const isLookedAt = ([name, part]: [string, ZipEntry]): boolean => {
      if (part.isFolder || part.bytes === 0) return false;
      if (reader.isWhole) return true;
      const { start, end } = startExtent(part);
      return (
        reader.holds(start, end) || used.has(name) || !MEDIA.test(office.contentTypes.of(name) ?? 'image/')
      );
    };
    const parts = [...office.parts].filter(isLookedAt);
    await reader.prefetch(
      parts.map(([, part]) => startExtent(part)),
      MAX_REQUESTS,
    );
    const starts = new Map<string, StartedPart>();
    for (const [name, part] of parts) {
      const start = await partStart(subject, part);
      if (isRejection(start)) return start;
      const { kind: prolog, root } = start.prolog;
      const isXmlType = XML_TYPE.test(office.contentTypes.of(name) ?? '');
      starts.set(name, {
        isXml: prolog !== 'not-xml',
        root,
        prolog,
        isForeign: await isForeign(start, isXmlType),
      });
      await subject.pace.breathe();
    }
    return starts;
  },
);
