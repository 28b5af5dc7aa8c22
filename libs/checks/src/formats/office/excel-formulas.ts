import { isRejection, reject, type Rejection } from '#core';
import type { Check, Subject } from '../../inspection/check.js';
import { Findings } from '../../inspection/findings.js';
import type { XmlElement } from '../xml/xml-element.js';
import type { XmlHandler } from '../xml/xml-reader.js';
import { extentOf, type ZipEntry } from '../zip/entry.js';
import { ENTRY_CODES, readEntry } from '../zip/read-entry.js';
import { mainPart } from './office-kind.js';
import { officePackage } from './office-package.js';
import { partStarts } from './part-starts.js';
import { readXmlPart } from './read-xml-part.js';

const MAX_PART_BYTES = 32 * 1024 * 1024;
/** Excel takes 8,192. */
const MAX_FORMULA_CHARACTERS = 32 * 1024;
/** Formulas have no elements in them. */
const MAX_NESTED = 4;

/** ECMA-376-1, 18.2.5, 18.3.1.10, 18.3.1.40, 18.3.1.43, 18.5.1.1, 21.2.2.51: names, cells, conditions, columns, charts. */
const FORMULAS = new Set(
  'definedname f formula formula1 formula2 calculatedcolumnformula totalsrowformula oldformula'.split(' '),
);
/** Formulas in attributes, by the element that has them: ECMA-376-1, 18.3.1.11, 18.3.1.59, 20.5.2; MS-XLSX, 2.6. */
const ATTRIBUTES: ReadonlyMap<string, readonly string[]> = new Map([
  ['cfvo', ['val']],
  ['oleObject', ['link']],
  ['sp', ['textlink', 'macro']],
  ['pic', ['macro']],
  ['graphicFrame', ['macro']],
  ['cxnSp', ['macro']],
  ['formControlPr', ['fmlaLink', 'fmlaRange', 'fmlaTxbx', 'fmlaGroup', 'fmlaMacro']],
]);
/** Texts, sheets' names and columns' names, in which a bar means nothing. */
const QUOTED = /"(?:[^"]|"")*"|'(?:[^']|'')*'|\[(?:'[^]|[^\]'])*\]/g;
/** A bar is no operator: it parts a program from what it is told. */
const STARTS = /\||(?<![\p{L}\p{N}_.])(?:_xl\w+\.)*(?:rtd|dde|call|exec|register(?:\.id)?)\s*\(/iu;
/** Asks a server whenever it is calculated; the prefix tells Excel's own `IMAGE` from a name that somebody chose. */
const LOADS = /(?<![\p{L}\p{N}_.])(?:(?:_xl\w+\.)*webservice|(?:_xl\w+\.)+image)\s*\(/iu;
const TEXT = /"(?:[^"]|"")*"/g;
/** A cell of a workbook that another host serves, by its address instead of its number. */
const ELSEWHERE = /'\s*(?:[/\\]{2}|https?:|ftp:|file:)[^']*\[/i;

/** What may have formulas, by its root element: readers find it by that, whatever its content type is. */
const CALCULATED =
  /^(?:(?:work|dialog|chart|macro)sheet|workbook|table|chartspace|externallink|pivot(?:cache|table)definition|wsdr|usershapes|formcontrolpr)$/i;

/** Read of the sheets and the like of a larger workbook, compressed, the smallest first: as much as of a small one. */
const MAX_CALCULATED_BYTES = 256 * 1024;
const MAX_REQUESTS = 4;

class Formulas implements XmlHandler {
  isStarting = false;
  isLoading = false;
  private readonly formulas: { depth: number; text: string }[] = [];

  open(element: XmlElement, depth: number): Rejection | undefined {
    const { local } = element;
    for (const name of ATTRIBUTES.get(local) ?? []) this.judge(element.attribute(name) ?? '');
    if (FORMULAS.has(local.toLowerCase())) this.formulas.push({ depth, text: '' });
    return this.formulas.length > MAX_NESTED
      ? reject('malformed', 'The Office file has formulas in formulas.')
      : undefined;
  }

  text(text: string): void {
    for (const formula of this.formulas)
      if (formula.text.length <= MAX_FORMULA_CHARACTERS) formula.text += text;
  }

  close(_: XmlElement, depth: number): Rejection | undefined {
    if (this.formulas.at(-1)?.depth !== depth) return undefined;
    const text = this.formulas.pop()?.text ?? '';
    if (text.length > MAX_FORMULA_CHARACTERS)
      return reject(
        'unverifiable',
        `The Office file has a formula of more than ${MAX_FORMULA_CHARACTERS} characters.`,
      );
    this.judge(text);
    return undefined;
  }

  private judge(formula: string): void {
    const plain = formula.replace(QUOTED, '_');
    if (STARTS.test(plain)) this.isStarting = true;
    if (LOADS.test(plain) || ELSEWHERE.test(formula.replace(TEXT, '_'))) this.isLoading = true;
  }
}

/**
 * No name or formula of a workbook starts a program, asks one, or asks a server. Reads the main part, and of a workbook
 * that came whole every other part that calculates: the sheets of a larger one are nearly all of it, so of those only
 * as much as a small one may have.
 */
export const formulas: Check = {
  name: 'excel-formulas',
  reads: 'the main part and the parts that calculate',
  codes: [...ENTRY_CODES, 'external-reference', 'launch'],
  async run(subject) {
    const office = await officePackage(subject);
    if (isRejection(office)) return { rejection: office };
    const main = await mainPart(subject);
    if (isRejection(main)) return { rejection: main };
    const starts = await partStarts(subject);
    if (isRejection(starts)) return { rejection: starts };
    const found = new Formulas();
    const calculated = [...office.parts]
      .filter(([name]) => name !== main.name && CALCULATED.test(starts.get(name)?.root ?? ''))
      .map(([, part]) => part);
    const parts = subject.reader.isWhole ? calculated : smallest(calculated);
    await subject.reader.prefetch(parts.map(extentOf), MAX_REQUESTS);
    for (const part of [main.part, ...parts]) {
      await subject.pace.breathe();
      const isPossible = await couldStart(subject, part);
      if (typeof isPossible === 'object') return { rejection: isPossible };
      if (!isPossible) continue;
      const rejection = await readXmlPart(subject, part, found, MAX_PART_BYTES);
      if (rejection !== undefined) return { rejection };
    }
    const findings = new Findings(subject.policy);
    if (found.isStarting)
      findings.reject('launch', 'The Office file has a formula that starts a program (DDE, RTD).');
    if (found.isLoading)
      findings.reject('external-reference', 'The Office file has a formula that loads something.');
    return findings.result();
  },
};

function smallest(parts: readonly ZipEntry[]): readonly ZipEntry[] {
  let bytes = 0;
  return parts
    .toSorted((a, b) => a.compressedBytes - b.compressedBytes)
    .filter(({ offset, limit }) => (bytes += limit - offset) <= MAX_CALCULATED_BYTES);
}

/** A bar, a parenthesis behind one of those names, an address, or anything that could spell one in another way. */
const POSSIBLE =
  /[|\0]|&#|<!\[CDATA|(?:rtd|dde|call|exec|register(?:\.id)?|webservice|image)\s*\(|(?:'|&apos;)\s*(?:[/\\]{2}|https?:|ftp:|file:)/i;
/** More than any of them. */
const OVERLAP_CHARACTERS = 64;

/** Whether it is worth parsing: most sheets have none of it, and looking costs a tenth. */
async function couldStart(subject: Subject, part: ZipEntry): Promise<boolean | Rejection> {
  let isPossible = false;
  let before = '';
  const rejection = await readEntry(subject, part, (slice) => {
    if (isPossible) return;
    const text = before + slice.toString('latin1');
    isPossible = POSSIBLE.test(text);
    before = text.slice(-OVERLAP_CHARACTERS);
  });
  return rejection ?? isPossible;
}
