import { isRejection, reject, type Rejection } from '#core';
import { refuse, type Check, type CheckResult, type Subject } from '../../inspection/check.js';
import { Findings } from '../../inspection/findings.js';
import { RangeReader } from '../../reading/range-reader.js';
import type { Pace } from '../../reading/pace.js';
import { extentOf, type ZipEntry } from '../zip/entry.js';
import { ENTRY_CODES, readEntry } from '../zip/read-entry.js';
import { WORKBOOK } from './workbook.js';
import { officePackage, type OfficePackage } from './office-package.js';

/** A chart's numbers; a big table is a few MiB. It is held in memory while it is checked. */
const MAX_WORKBOOK_BYTES = 16 * 1024 * 1024;
/** A deck has a chart on every slide. */
const MAX_WORKBOOKS = 256;
const MAX_REQUESTS = 4;

const CHART = /drawingml\.chart\+xml$|ms-office\.chartex\+xml$/;
/** Documents in a document: in Office's own folder for them, or by their extension anywhere. */
export const EMBEDDED_DOCUMENT =
  /(?:^|\/)embeddings\/.|\.(?:docx?|xlsx?|pptx?|dot|xlt|pot|pdf|eml|msg|od[tsp])$/;

/**
 * The numbers behind a chart are a workbook that the chart's package relationship leads to: fine, if it is a clean
 * workbook itself, looked at by `workbookChecks`. Every other embedded document is an embedded object; so are those
 * numbers where no checks are given.
 */
export function embeddedWorkbooks(workbookChecks?: readonly Check[]): Check {
  const codes = new Set([
    ...ENTRY_CODES,
    'embedded-object' as const,
    ...(workbookChecks ?? []).flatMap((check) => check.codes),
  ]);
  codes.delete('type-mismatch');
  return {
    name: 'office-embedded-workbooks',
    reads: 'the workbooks behind charts',
    codes: [...codes],
    async run(subject) {
      const office = await officePackage(subject);
      if (isRejection(office)) return { rejection: office };
      const findings = new Findings(subject.policy);
      const workbooks =
        workbookChecks === undefined
          ? new Map<string, ZipEntry>()
          : await chartWorkbooks(office, subject.pace);
      for (const name of office.parts.keys())
        if (EMBEDDED_DOCUMENT.test(name) && !workbooks.has(name))
          findings.reject('embedded-object', 'The Office file embeds a document or object.');
      if (findings.rejection !== undefined) return findings.result();
      if (workbooks.size > MAX_WORKBOOKS)
        return refuse('unverifiable', `The Office file has more than ${MAX_WORKBOOKS} embedded workbooks.`);
      const extents = [...workbooks.values()].map(extentOf);
      await subject.reader.prefetch(extents, MAX_REQUESTS);
      for (const part of workbooks.values()) {
        const { rejection, warnings = [] } = await checkWorkbook(subject, part, workbookChecks ?? []);
        for (const { code, detail } of warnings)
          findings.warn(code, `In a workbook behind a chart: ${detail}`);
        if (rejection !== undefined)
          findings.take({ ...rejection, detail: `In a workbook behind a chart: ${rejection.detail}` });
      }
      return findings.result();
    },
  };
}

export async function chartWorkbooks(
  { relationships, parts, contentTypes }: OfficePackage,
  pace: Pace,
): Promise<Map<string, ZipEntry>> {
  const workbooks = new Map<string, ZipEntry>();
  for (const { kind, source, target, isExternal } of relationships) {
    await pace.breathe();
    const part = kind === 'package' && !isExternal ? parts.get(target) : undefined;
    const isChart = CHART.test(contentTypes.of(source) ?? '');
    if (part !== undefined && isChart && contentTypes.of(target) === WORKBOOK) workbooks.set(target, part);
  }
  return workbooks;
}

async function checkWorkbook(
  subject: Subject,
  part: ZipEntry,
  checks: readonly Check[],
): Promise<CheckResult> {
  const memory = subject.memory.part();
  try {
    const bytes = await contents({ ...subject, memory }, part);
    if (isRejection(bytes)) return { rejection: bytes };
    const reader = RangeReader.over(bytes, subject.pace, memory);
    return await checkContents({ ...subject, size: bytes.length, reader, memory }, checks);
  } finally {
    memory.giveBack();
  }
}

async function checkContents(nested: Subject, checks: readonly Check[]): Promise<CheckResult> {
  const findings = new Findings(nested.policy);
  for (const check of checks) {
    const { rejection, warnings = [] } = await check.run(nested);
    for (const { code, detail } of warnings) findings.warn(code, detail);
    // What is no clean workbook is an object in a workbook's clothes.
    if (rejection?.code === 'type-mismatch')
      findings.reject('embedded-object', 'A workbook behind a chart is something else.');
    else if (rejection !== undefined) findings.take(rejection);
    if (findings.rejection !== undefined || rejection?.code === 'type-mismatch') break;
  }
  return findings.result();
}

async function contents(subject: Subject, part: ZipEntry): Promise<Buffer | Rejection> {
  if (part.bytes > MAX_WORKBOOK_BYTES)
    return reject('unverifiable', `A workbook behind a chart has more than ${MAX_WORKBOOK_BYTES} bytes.`);
  await subject.memory.take(part.bytes);
  const bytes = Buffer.allocUnsafe(part.bytes);
  let filled = 0;
  const rejection = await readEntry(subject, part, (slice) => void (filled += slice.copy(bytes, filled)));
  return rejection ?? bytes;
}
