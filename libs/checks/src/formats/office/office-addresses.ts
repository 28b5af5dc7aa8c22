import { isRejection, reject } from '#core';
import type { Check } from '../../inspection/check.js';
import { Findings } from '../../inspection/findings.js';
import { ENTRY_CODES, readEntry } from '../zip/read-entry.js';
import { extentOf } from '../zip/entry.js';
import { officePackage } from './office-package.js';
import { partStarts } from './part-starts.js';
import { leadsOutside } from './target.js';

/** Of one part: Excel writes a shape for every note. */
const MAX_PART_BYTES = 128 * 1024 * 1024;
const MAX_REQUESTS = 4;

/** ECMA-376-4, 19: drawings, and the parts of a document that may hold one beside its stories. */
const KIND = /^(?:vmldrawing|numbering|settings)$/;
const CONTENT_TYPE = /vmldrawing$|wordprocessingml\.(?:numbering|settings)\+xml$/;
const ROOT = /^(?:xml|numbering|settings)$/;

const SOURCE = /(?<![\w:.-])src ?= ?["']([^"']{1,512})/gi;
/** ECMA-376-1, 17.14: what a mail merge asks a database with. Word leaves it empty where there is none. */
const CONNECTION = /<(?:[^\s<>:/]{1,64}:)?(?:connectString|udl) [^<>]{0,256}val ?= ?["'] ?[^"' ]/i;
/** ECMA-376-4, 19.4: of a control's list, link and macro; a bar parts a program from what it is told. */
const FORMULA = /<(?:[^\s<>:/]{1,64}:)?Fmla\w{1,16}>[^<]{0,512}\|/i;
/** More than any of them, as far as it is looked at. */
const OVERLAP_CHARACTERS = 1024;

/**
 * Addresses that stand in a part itself, past the relationships: pictures that VML names by URL, the connection of a
 * mail merge, and formulas of VML controls. Excel's VML is no well-formed XML, so it is read as text. Reads those parts.
 */
export const addresses: Check = {
  name: 'office-addresses',
  reads: 'VML, numbering and settings',
  codes: [...ENTRY_CODES, 'external-reference', 'launch'],
  async run(subject) {
    const office = await officePackage(subject);
    if (isRejection(office)) return { rejection: office };
    const starts = await partStarts(subject);
    if (isRejection(starts)) return { rejection: starts };
    const reached = new Set<string>();
    for (const { kind, target, isExternal } of office.relationships) {
      await subject.pace.breathe();
      if (!isExternal && KIND.test(kind)) reached.add(target);
    }
    const parts = [...office.parts].filter(
      ([name, { bytes }]) =>
        bytes > 0 &&
        (reached.has(name) ||
          CONTENT_TYPE.test(office.contentTypes.of(name) ?? '') ||
          ROOT.test(starts.get(name)?.root ?? '')),
    );
    await subject.reader.prefetch(
      parts.map(([, part]) => extentOf(part)),
      MAX_REQUESTS,
    );
    const findings = new Findings(subject.policy);
    for (const [, part] of parts) {
      if (part.bytes > MAX_PART_BYTES)
        return { rejection: reject('unverifiable', `A drawing has more than ${MAX_PART_BYTES} bytes.`) };
      let before = '';
      const rejection = await readEntry(subject, part, (slice) => {
        const text = plain(before + slice.toString('latin1'));
        for (const [, address = ''] of text.matchAll(SOURCE))
          if (leadsOutside(address))
            findings.reject('external-reference', 'The Office file loads an image from outside.');
        if (CONNECTION.test(text))
          findings.reject('external-reference', 'The Office file asks a database for a mail merge.');
        if (FORMULA.test(text))
          findings.reject('launch', 'The Office file has a formula that starts a program (DDE, RTD).');
        before = text.slice(-OVERLAP_CHARACTERS);
      });
      if (rejection !== undefined) return { rejection };
    }
    return findings.result();
  },
};

/** Without the zeros of UTF-16, with what references spell, and with one blank for many. */
const plain = (text: string): string =>
  text
    .replaceAll('\0', '')
    .replace(/&#(?:x0*([0-9a-f]{1,2})|0*(\d{1,3}));/gi, (_, hex?: string, decimal?: string) =>
      characterOf(hex === undefined ? Number(decimal) : parseInt(hex, 16)),
    )
    .replace(/\s+/g, ' ');

/** Readers of addresses drop control characters wherever they stand. */
const characterOf = (code: number): string => (code < 0x20 ? '' : String.fromCharCode(code));
