import { isRejection } from '#core';
import type { Check } from '../../inspection/check.js';
import { Findings } from '../../inspection/findings.js';
import { both } from '../xml/handlers.js';
import { extentOf } from '../zip/entry.js';
import { ENTRY_CODES } from '../zip/read-entry.js';
import { officePackage, relationshipsBySource } from './office-package.js';
import { readXmlPart } from './read-xml-part.js';
import { RelationshipUses } from './relationship-uses.js';
import { storyParts } from './story-parts.js';
import { updatesFields } from './updates-fields.js';
import { WordStory } from './word-story.js';

/** Of one part; a book of a thousand pages has about 20 MiB. */
const MAX_STORY_BYTES = 128 * 1024 * 1024;
/** A larger one is streamed by itself. */
const MAX_PREFETCHED_BYTES = 1024 * 1024;
const MAX_REQUESTS = 4;

const FETCHES = 'The Office file has a field that loads something when the file is opened.';

/** The text is there, whole and well-formed, and no field of it starts a program. Reads the parts that hold text. */
export const wordStories: Check = {
  name: 'word-stories',
  reads: 'the text, and settings',
  codes: [...ENTRY_CODES, 'embedded-object', 'external-reference', 'launch'],
  async run(subject) {
    const office = await officePackage(subject);
    if (isRejection(office)) return { rejection: office };
    const stories = await storyParts(subject);
    if (isRejection(stories)) return { rejection: stories };
    const bySource = await relationshipsBySource(subject);
    if (isRejection(bySource)) return { rejection: bySource };
    const parts = [...office.parts].filter(([name]) => stories.has(name));
    const small = parts
      .map(([, part]) => extentOf(part))
      .filter(({ start, end }) => end - start < MAX_PREFETCHED_BYTES);
    await subject.reader.prefetch(small, MAX_REQUESTS);
    const findings = new Findings(subject.policy);
    let wouldFetch = false;
    for (const [name, part] of parts) {
      const story = new WordStory(stories.get(name) ?? '');
      const uses = new RelationshipUses(bySource.get(name) ?? new Map());
      const rejection = await readXmlPart(subject, part, both(story, uses), MAX_STORY_BYTES);
      if (rejection !== undefined) return { rejection };
      const { dangers, isAmbiguous } = story.finish();
      if (isAmbiguous)
        findings.reject(
          'unverifiable',
          'The Office file has fields that are nested too deep, or can be read in too many ways.',
        );
      if (dangers.has('starts-program'))
        findings.reject('launch', 'The Office file has a field that starts a program (DDE).');
      if (dangers.has('fetches')) findings.reject('external-reference', FETCHES);
      wouldFetch ||= dangers.has('would-fetch');
      if (story.isPictureOutside)
        findings.reject('external-reference', 'The Office file loads an image from outside.');
      for (const [detail, code] of uses.findings) findings.reject(code, detail);
    }
    if (wouldFetch) {
      const isUpdating = await updatesFields(subject, office);
      if (typeof isUpdating === 'object') return { rejection: isUpdating };
      if (isUpdating) findings.reject('external-reference', FETCHES);
    }
    return findings.result();
  },
};
