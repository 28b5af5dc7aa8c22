import type { Check } from '../check.js';
import { Findings } from '../findings.js';
import { officePackage } from './office-package.js';
import { readXmlPart } from './read-xml-part.js';
import { WordStory } from './word-story.js';

/** The parts that hold text, and so fields (ECMA-376-1, 11.3), and the element each begins with. */
const STORIES: readonly [contentType: RegExp, rootElement: string][] = [
  [/\.wordprocessingml\.(?:document|template)\.main\+xml$/, 'document'],
  [/\.wordprocessingml\.document\.glossary\+xml$/, 'glossaryDocument'],
  [/\.wordprocessingml\.header\+xml$/, 'hdr'],
  [/\.wordprocessingml\.footer\+xml$/, 'ftr'],
  [/\.wordprocessingml\.footnotes\+xml$/, 'footnotes'],
  [/\.wordprocessingml\.endnotes\+xml$/, 'endnotes'],
  [/\.wordprocessingml\.comments\+xml$/, 'comments'],
];
/** Of one part; a book of a thousand pages has about 20 MiB. */
const MAX_STORY_BYTES = 128 * 1024 * 1024;
/** A larger one is streamed by itself. */
const MAX_PREFETCHED_BYTES = 1024 * 1024;
const MAX_REQUESTS = 4;

/** The text is there, whole and well-formed, and no field of it starts a program. Reads the parts that hold text. */
export const wordStories: Check = {
  name: 'word-stories',
  async run(subject) {
    const office = await officePackage(subject);
    if ('code' in office) return { rejection: office };
    const stories = [...office.parts].flatMap(([name, part]) => {
      const contentType = office.contentTypes.of(name) ?? '';
      const [, rootElement] = STORIES.find(([pattern]) => pattern.test(contentType)) ?? [];
      return rootElement === undefined ? [] : [{ part, rootElement }];
    });
    const small = stories
      .map(({ part: { offset, limit } }) => ({ start: offset, end: limit }))
      .filter(({ start, end }) => end - start < MAX_PREFETCHED_BYTES);
    await subject.reader.prefetch(small, MAX_REQUESTS);
    const findings = new Findings(subject.policy);
    for (const { part, rootElement } of stories) {
      const story = new WordStory(rootElement);
      const rejection = await readXmlPart(subject, part, story, MAX_STORY_BYTES);
      if (rejection !== undefined) return { rejection };
      if (story.isDdeFound) findings.reject('active-content', 'has a field that starts a program (DDE)');
      if (story.isPictureOutside) findings.reject('external-reference', 'loads an image from outside');
    }
    return findings.result();
  },
};
