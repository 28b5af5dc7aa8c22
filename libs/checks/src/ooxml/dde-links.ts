import type { Check } from '../check.js';
import { Findings } from '../findings.js';
import { officePackage } from './office-package.js';
import { readXmlPart } from './read-xml-part.js';

const MAX_LINK_BYTES = 32 * 1024 * 1024;

/**
 * A workbook's external link (ECMA-376-1, 18.14) may lead to a program instead of a workbook: told apart, because a
 * policy that tolerates references does not mean to start programs. Reads those parts.
 */
export const ddeLinks: Check = {
  name: 'excel-dde-links',
  async run(subject) {
    const office = await officePackage(subject);
    if ('code' in office) return { rejection: office };
    const findings = new Findings(subject.policy);
    for (const [name, part] of office.parts) {
      if (office.contentTypes.of(name)?.endsWith('spreadsheetml.externallink+xml') !== true) continue;
      let isStarting = false;
      const handler = {
        open({ local }: { local: string }) {
          if (local === 'ddeLink' || local === 'oleLink') isStarting = true;
        },
      };
      const rejection = await readXmlPart(subject, part, handler, MAX_LINK_BYTES);
      if (rejection !== undefined) return { rejection };
      if (isStarting) findings.reject('active-content', 'has a link that starts a program (DDE)');
    }
    return findings.result();
  },
};
