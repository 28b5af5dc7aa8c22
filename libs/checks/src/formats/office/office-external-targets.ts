import { isRejection } from '#core';
import type { Check } from '../../inspection/check.js';
import { Findings } from '../../inspection/findings.js';
import { officePackage } from './office-package.js';
import { isLocal } from './target.js';

/**
 * What a document fetches by itself when it is opened. A hyperlink waits for a click and is always fine; every other
 * external target is not: template, linked object, image, frame, sub-document, workbook, mail-merge source. A template
 * on a drive is what Word writes for every company template; it tells nobody that the file was opened.
 */
export const externalTargets: Check = {
  name: 'office-external-targets',
  reads: 'the relationships',
  codes: ['external-reference'],
  async run(subject) {
    const office = await officePackage(subject);
    if (isRejection(office)) return { rejection: office };
    const findings = new Findings(subject.policy);
    for (const { kind, target, isExternal } of office.relationships) {
      await subject.pace.breathe();
      if (kind === 'externallink')
        findings.reject('external-reference', 'The Office file takes values from another workbook.');
      if (!isExternal || kind === 'hyperlink') continue;
      if (kind === 'attachedtemplate' && isLocal(target))
        findings.warn('external-reference', 'The Office file names a template on the author’s computer.');
      else
        findings.reject(
          'external-reference',
          `The Office file loads ${NAMES.get(kind) ?? 'something'} from outside.`,
        );
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
