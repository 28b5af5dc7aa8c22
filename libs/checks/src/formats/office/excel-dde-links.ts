import { isRejection } from '#core';
import type { Check } from '../../inspection/check.js';
import { Findings } from '../../inspection/findings.js';
import { ENTRY_CODES } from '../zip/read-entry.js';
import { officePackage } from './office-package.js';
import { partStarts } from './part-starts.js';
import { readXmlPart } from './read-xml-part.js';
import { targetsOf } from './relationships.js';

const MAX_LINK_BYTES = 32 * 1024 * 1024;

/**
 * A workbook's external link (ECMA-376-1, 18.14) may lead to a program instead of a workbook: told apart, because a
 * policy that tolerates references does not mean to start programs. Found by relationship, by content type or by root
 * element, for each alone is enough. Reads those parts.
 */
export const ddeLinks: Check = {
  name: 'excel-dde-links',
  reads: 'external links',
  codes: [...ENTRY_CODES, 'launch'],
  async run(subject) {
    const office = await officePackage(subject);
    if (isRejection(office)) return { rejection: office };
    const starts = await partStarts(subject);
    if (isRejection(starts)) return { rejection: starts };
    const findings = new Findings(subject.policy);
    const reached = await targetsOf(
      office.relationships,
      subject.pace,
      ({ kind, isExternal }) => kind === 'externallink' && !isExternal,
    );
    for (const [name, part] of office.parts) {
      await subject.pace.breathe();
      const isLink =
        reached.has(name) ||
        office.contentTypes.of(name)?.endsWith('spreadsheetml.externallink+xml') === true ||
        starts.get(name)?.root === 'externalLink';
      if (!isLink) continue;
      let isStarting = false;
      const handler = {
        open({ local }: { local: string }) {
          if (local === 'ddeLink' || local === 'oleLink') isStarting = true;
        },
      };
      const rejection = await readXmlPart(subject, part, handler, MAX_LINK_BYTES);
      if (rejection !== undefined) return { rejection };
      if (isStarting) findings.reject('launch', 'The Office file has a link that starts a program (DDE).');
    }
    return findings.result();
  },
};
