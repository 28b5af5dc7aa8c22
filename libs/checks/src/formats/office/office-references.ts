import { isRejection } from '#core';
import type { Check, Subject } from '../../inspection/check.js';
import { Findings } from '../../inspection/findings.js';
import { ENTRY_CODES } from '../zip/read-entry.js';
import { mainPart } from './office-kind.js';
import { extentOf } from '../zip/entry.js';
import { officePackage, relationshipsBySource } from './office-package.js';
import { MEDIA_KIND, partStarts, type StartedPart } from './part-starts.js';
import { readXmlPart } from './read-xml-part.js';
import { RelationshipUses } from './relationship-uses.js';
import type { Relationship } from './relationships.js';
import { storyParts } from './story-parts.js';

/** Of one part: a sheet with a million rows has about 200 MiB. */
const MAX_PART_BYTES = 256 * 1024 * 1024;
/** A larger one is streamed by itself. */
const MAX_PREFETCHED_BYTES = 1024 * 1024;
const MAX_REQUESTS = 4;

const NONE: ReadonlyMap<string, Relationship> = new Map();

const SLIDE = /presentationml\.(?:slide|slidelayout|slidemaster|notesslide|notesmaster|handoutmaster)\+xml$/;
const SLIDE_ROOT = /^(?:sld|sldLayout|sldMaster|notes|notesMaster|handoutMaster)$/;
const SHEET = /spreadsheetml\.(?:work|chart|dialog)sheet\+xml$/;
const SHEET_ROOT = /^(?:work|chart|dialog)sheet$/;

/**
 * What the elements of a part use its relationships for. Of a file that came whole, reads every XML part that has
 * relationships, and every slide; of a larger one the main part, the slides, what has hyperlinks, and sheets with
 * pictures or sound, behind which anything else could be. The stories of a document are read for this by `word-stories`.
 */
export const references: Check = {
  name: 'office-references',
  reads: 'slides, sheets and parts with hyperlinks',
  codes: [...ENTRY_CODES, 'control', 'embedded-object', 'external-reference', 'launch'],
  async run(subject) {
    const office = await officePackage(subject);
    if (isRejection(office)) return { rejection: office };
    const starts = await partStarts(subject);
    if (isRejection(starts)) return { rejection: starts };
    const stories = await storyParts(subject);
    if (isRejection(stories)) return { rejection: stories };
    const bySource = await relationshipsBySource(subject);
    if (isRejection(bySource)) return { rejection: bySource };
    const main = await mainPart(subject);
    if (isRejection(main)) return { rejection: main };
    const parts = [...office.parts].filter(([name, part]) => {
      if (part.bytes === 0 || stories.has(name)) return false;
      if (name === main.name) return true;
      const contentType = office.contentTypes.of(name) ?? '';
      return isRead(subject, contentType, starts.get(name), bySource.get(name) ?? NONE);
    });
    const small = parts
      .map(([, part]) => extentOf(part))
      .filter(({ start, end }) => end - start < MAX_PREFETCHED_BYTES);
    await subject.reader.prefetch(small, MAX_REQUESTS);
    const findings = new Findings(subject.policy);
    for (const [name, part] of parts) {
      const used = new RelationshipUses(bySource.get(name) ?? NONE);
      const rejection = await readXmlPart(subject, part, used, MAX_PART_BYTES);
      if (rejection !== undefined) return { rejection };
      for (const [detail, code] of used.findings) findings.reject(code, detail);
    }
    return findings.result();
  },
};

function isRead(
  { reader }: Subject,
  contentType: string,
  start: StartedPart | undefined,
  relationships: ReadonlyMap<string, Relationship>,
): boolean {
  const leadsTo = (kind: RegExp): boolean =>
    [...relationships.values()].some((relationship) => kind.test(relationship.kind));
  if (leadsTo(/^hyperlink$/)) return true;
  // VML is XML only in name: Excel writes HTML into it.
  if (start?.isXml === false || contentType.endsWith('vmldrawing')) return false;
  if (SLIDE.test(contentType) || SLIDE_ROOT.test(start?.root ?? '')) return true;
  if (reader.isWhole) return relationships.size > 0;
  return (SHEET.test(contentType) || SHEET_ROOT.test(start?.root ?? '')) && leadsTo(MEDIA_KIND);
}
