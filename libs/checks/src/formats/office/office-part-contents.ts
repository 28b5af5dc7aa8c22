import { type FindingCode, isRejection } from '#core';
import type { Check } from '../../inspection/check.js';
import { Findings } from '../../inspection/findings.js';
import { ENTRY_CODES } from '../zip/read-entry.js';
import { activePartNames } from './office-active-parts.js';
import { chartWorkbooks, EMBEDDED_DOCUMENT } from './office-embedded-workbooks.js';
import { officePackage } from './office-package.js';
import { partStarts, XML_TYPE } from './part-starts.js';

/** The last word of a relationship's type: what leads to a picture, and what to something played. */
const PICTURE = /^(?:image|thumbnail|hdphoto)$/;
const PLAYED = /^(?:audio|video|media|font)$/;
/** What leads to XML, and is read as that or, under a name that ends so, as Excel's binary records. */
const XML =
  /^(?:officedocument|worksheet|chartsheet|dialogsheet|sharedstrings|styles|theme|settings|fonttable|numbering|websettings|header|footer|footnotes|endnotes|comments|glossarydocument|drawing|vmldrawing|table|pivottable|pivotcachedefinition|pivotcacherecords|querytable|connections|calcchain|chart|chartex|chartusershapes|diagram[a-z]+|slide|slidelayout|slidemaster|notesslide|notesmaster|handoutmaster)$/;
const OFFICE_PART = /openxmlformats|ms-(?:office|excel|word|powerpoint)|^text\//;

/** Readers find these by their root elements, whatever leads to them. */
const ACTIVE_ROOTS: ReadonlyMap<string, readonly [code: FindingCode, detail: string]> = new Map([
  ['macrosheet', ['macro', 'The Office file has Excel 4.0 macro sheets.']],
  ['ocx', ['control', 'The Office file has ActiveX controls.']],
  ['customUI', ['add-in', 'The Office file has a customised ribbon.']],
  ['webextension', ['add-in', 'The Office file has a web extension.']],
  ['taskpanes', ['add-in', 'The Office file has a web extension.']],
]);

/**
 * A part is what its relationships and its content type say, for readers go by either, or by its bytes. Nothing that is
 * a document, a program or an archive by its first bytes is any part of an Office file, but for the workbooks behind
 * charts. Reads the first bytes of parts.
 */
export const partContents: Check = {
  name: 'office-part-contents',
  reads: 'the first bytes of each part',
  codes: [...ENTRY_CODES, 'add-in', 'control', 'embedded-object', 'macro'],
  async run(subject) {
    const office = await officePackage(subject);
    if (isRejection(office)) return { rejection: office };
    const starts = await partStarts(subject);
    if (isRejection(starts)) return { rejection: starts };
    const judged = await activePartNames(office, subject.pace);
    for (const name of (await chartWorkbooks(office, subject.pace)).keys()) judged.add(name);
    const findings = new Findings(subject.policy);
    for (const [name, { isXml, root, isForeign, prolog }] of starts) {
      await subject.pace.breathe();
      const contentType = office.contentTypes.of(name) ?? '';
      const active = ACTIVE_ROOTS.get(root ?? '');
      if (active !== undefined) findings.reject(...active);
      if (root === 'externalLink')
        findings.reject('external-reference', 'The Office file takes values from another workbook.');
      const isJudged = judged.has(name) || EMBEDDED_DOCUMENT.test(name);
      const hasDocumentType =
        prolog === 'declarations' || (prolog === 'document-type' && !mayHaveDocumentType(root, contentType));
      if (hasDocumentType && (isJudged || !isForeign))
        findings.reject('malformed', 'An XML part has a document type.');
      if (isJudged) continue;
      if (prolog === 'open')
        findings.reject('malformed', 'An XML part has no element where one should begin.');
      else if (isForeign)
        findings.reject(
          'embedded-object',
          'The Office file carries a document, program or archive in the clothes of a part.',
        );
      else if (!isXml && XML_TYPE.test(contentType))
        findings.reject('malformed', 'A part that should be XML is something else.');
      else if (isXml && root === undefined && XML_TYPE.test(contentType))
        findings.reject('malformed', 'An XML part begins with something else than its root element.');
      else if (isXml && contentType.startsWith('image/') && root !== 'svg')
        findings.reject('malformed', 'A picture is something else.');
    }
    for (const { kind, target, isExternal } of office.relationships) {
      await subject.pace.breathe();
      const contentType = isExternal ? undefined : office.contentTypes.of(target);
      if (contentType === undefined || !office.parts.has(target)) continue;
      const isOfficePart = OFFICE_PART.test(contentType) && !contentType.startsWith('image/');
      if ((PICTURE.test(kind) || PLAYED.test(kind)) && isOfficePart && !contentType.includes('font'))
        findings.reject('malformed', 'A picture, sound or film is something else.');
      if (XML.test(kind) && starts.get(target)?.isXml === false)
        findings.reject('malformed', 'A part that should be XML is something else.');
    }
    return findings.result();
  },
};

/** ECMA-376-2, 6.1.2 forbids them. Pictures in SVG and the printer settings of a Mac have one that declares nothing. */
const mayHaveDocumentType = (root: string | undefined, contentType: string): boolean =>
  root === 'svg' ? contentType.startsWith('image/') : root === 'plist' && !XML_TYPE.test(contentType);
