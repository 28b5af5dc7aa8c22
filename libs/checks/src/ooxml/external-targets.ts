import type { Check } from '../check.js';
import { Findings } from '../findings.js';
import { officePackage } from './office-package.js';

/** A drive, a folder of this computer, or a bare name: nothing that another host serves. */
const LOCAL = /^(?:file:\/\/\/(?![/\\])|[a-z]:[/\\]|(?![/\\]|[a-z][a-z0-9+.-]*:))/i;

/**
 * What a document fetches by itself when it is opened. A hyperlink waits for a click and is always fine; every other
 * external target is not: template, linked object, image, frame, sub-document, workbook, mail-merge source. A template
 * on a drive is what Word writes for every company template; it tells nobody that the file was opened.
 */
export const externalTargets: Check = {
  name: 'office-external-targets',
  async run(subject) {
    const office = await officePackage(subject);
    if ('code' in office) return { rejection: office };
    const findings = new Findings(subject.policy);
    for (const { kind, target, isExternal } of office.relationships) {
      await subject.pace.breathe();
      if (kind === 'externallink')
        findings.reject('external-reference', 'takes values from another workbook');
      if (!isExternal || kind === 'hyperlink') continue;
      if (kind === 'attachedtemplate' && LOCAL.test(unescaped(target)))
        findings.warn('external-reference', 'names a template on the author’s computer');
      else findings.reject('external-reference', `loads ${NAMES.get(kind) ?? 'something'} from outside`);
    }
    return findings.result();
  },
};

const NAMES = new Map([
  ['attachedtemplate', 'its template'],
  ['image', 'an image'],
  ['oleobject', 'a linked object'],
  ['frame', 'a frame'],
  ['subdocument', 'a sub-document'],
  ['afchunk', 'another document'],
  ['mailmergesource', 'a mail-merge source'],
  ['externallinkpath', 'another workbook'],
]);

function unescaped(target: string): string {
  try {
    return decodeURIComponent(target);
  } catch {
    return target;
  }
}
