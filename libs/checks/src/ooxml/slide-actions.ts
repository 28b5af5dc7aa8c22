import { OK, refuse, type Check } from '../check.js';
import type { XmlElement } from '../xml/xml-element.js';
import { officePackage } from './office-package.js';
import { readXmlPart } from './read-xml-part.js';

/** Links to these start no program, so a slide with no others need not be read. */
const WEB = /^(?:https?|mailto|ftps?|tel|sms|news|callto|sip):/i;
/** ECMA-376-1, 21.1.2.3.5, and MS-OE376: what a click, or merely the pointer, starts. */
const STARTS_PROGRAM = /^ppaction:\/\/(?:program|macro)/i;
const MAX_SLIDE_BYTES = 32 * 1024 * 1024;
const MAX_REQUESTS = 4;

/** No shape of a presentation starts a program. Reads the slides that link to anything but the web. */
export const slideActions: Check = {
  name: 'slide-actions',
  async run(subject) {
    const office = await officePackage(subject);
    if ('code' in office) return { rejection: office };
    const sources = office.relationships
      .filter(({ kind, isExternal, target }) => kind === 'hyperlink' && isExternal && !WEB.test(target))
      .map(({ source }) => source);
    const slides = [...new Set(sources)].flatMap((source) => office.parts.get(source) ?? []);
    const extents = slides.map(({ offset, limit }) => ({ start: offset, end: limit }));
    await subject.reader.prefetch(extents, MAX_REQUESTS);
    for (const slide of slides) {
      let isStarting = false;
      const handler = {
        open: (element: XmlElement): void => {
          if (element.local.startsWith('hlink') && STARTS_PROGRAM.test(element.attribute('action') ?? ''))
            isStarting = true;
        },
      };
      const rejection = await readXmlPart(subject, slide, handler, MAX_SLIDE_BYTES);
      if (rejection !== undefined) return { rejection };
      if (isStarting) return refuse('active-content', 'has a shape that starts a program');
    }
    return OK;
  },
};
