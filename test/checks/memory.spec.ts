import { describe, expect, it } from '@jest/globals';
import { deflateSync } from 'node:zlib';
import { setImmediate } from 'node:timers/promises';
import { findMediaType, Inspection, type Check, type CustomCheck, type InspectionResult } from '#checks';
import { SVG } from './genuine/svg.js';
import { subjectOf } from './inspect.js';
import { ObservedTurn } from './observed-turn.js';
import { aDocument, aWorkbook, withChart, type OfficeBuilder } from './office-builder.js';
import { aPdf, PDF } from './pdf-builder.js';
import { DOCX, XLSX, ZIP } from './sample.js';
import { buildZip } from './zip-builder.js';

const MIB = 1024 * 1024;
/** What deflates to a few percent: past 150:1 it would be a bomb, and nobody would look at it. */
const padding = (bytes: number): string =>
  Array.from({ length: bytes / 64 }, (_, at) => `${at}${(at * 7919) % 999983}`.padEnd(64, 'x')).join('');

const relationship = (target: string): string => `<Relationship Id="a" Type="b/image" Target="${target}"/>`;
const relationships = (part: string): string =>
  `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${part}</Relationships>`;
const withRelationships = (office: OfficeBuilder, part: string): Buffer =>
  office.part('word/_rels/other.xml.rels', relationships(part)).bytes();
const many = (count: number): string =>
  Array.from({ length: count }, (_, at) => relationship(`media/${at}.png`)).join('');

/** Small as files, and each more than its share once it is unpacked. */
const GREEDY: readonly [name: string, contentType: string, bytes: () => Buffer][] = [
  ['a document with 100,000 relationships', DOCX, () => withRelationships(aDocument(), many(100_000))],
  [
    'a document with long relationships',
    DOCX,
    () => withRelationships(aDocument(), relationship(padding(5 * MIB))),
  ],
  ['a document with an attribute of 5 MiB', DOCX, () => aDocument(`<w:p a="${padding(5 * MIB)}"/>`).bytes()],
  [
    'a workbook behind a chart, of 13 MiB',
    XLSX,
    () =>
      withChart(
        aWorkbook(),
        'xl/workbook.xml',
        aWorkbook()
          .part('xl/media/a.png', padding(13 * MIB), undefined, { method: 0 })
          .bytes(),
      ).bytes(),
  ],
  [
    'a PDF with an object stream of 13 MiB',
    PDF,
    () =>
      aPdf((pdf) =>
        pdf.addStream(
          '/Type /ObjStm /N 1 /First 4 /Filter /FlateDecode',
          deflateSync(`9 0 (${padding(13 * MIB)})`),
        ),
      ).bytes(),
  ],
  ['a PDF with as much open as can be', PDF, () => aPdf((pdf) => pdf.raw(openEverywhere())).bytes()],
  [
    'an SVG with an address of 5 MiB',
    SVG,
    () => Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg"><a href="#${padding(5 * MIB)}"/></svg>`),
  ],
  [
    'an archive of 20,000 files with long names',
    ZIP,
    () =>
      buildZip(
        Array.from({ length: 20_000 }, (_, at) => ({ name: `${'folder/'.repeat(14)}${at}`, content: '' })),
      ),
  ],
];

/** Eight objects, one in the other, and in each a hundred dictionaries with eight arrays of eight for each of many keys. */
function openEverywhere(): string {
  const keys = [
    'S',
    'Next',
    'Ref',
    'P',
    'AN',
    'OP',
    'TA',
    'D',
    'N',
    'DP',
    'Win',
    'Mac',
    'Unix',
    'DOS',
    'FS',
    'CMD',
  ];
  const arrays = Array.from({ length: 8 }, (_, at) => `[${`${at} `.repeat(8)}]`);
  const dictionary = `<< ${keys.flatMap((key) => arrays.map((array) => `/${key} ${array}`)).join(' ')} /K `;
  const objects = Array.from({ length: 8 }, (_, at) => `${at + 9} 0 obj [`).join(' ');
  return `${objects} ${dictionary.repeat(90)}`;
}

const plainText = findMediaType('text/plain')!;
const inspection = (turn: ObservedTurn): Inspection => new Inspection({ turn });
const run = (
  scans: Inspection,
  [, contentType, bytes]: (typeof GREEDY)[number],
  signal = new AbortController().signal,
): Promise<InspectionResult> => scans.run(subjectOf(bytes(), contentType), signal);

describe('the memory of scans', () => {
  const alone: InspectionResult[] = [];

  it.each(GREEDY)('is not lent beyond its share to %s without a turn', async (...greedy) => {
    const turn = new ObservedTurn();
    alone.push(await run(inspection(turn), greedy));
    expect({ taken: turn.taken, atOnce: turn.atOnce }).toEqual({ taken: 1, atOnce: 0 });
  });

  it('goes beyond its share for one at a time, however many ask, and all of them get their verdict', async () => {
    const turn = new ObservedTurn();
    const scans = inspection(turn);
    const together = await Promise.all(GREEDY.map((greedy) => run(scans, greedy)));
    expect({ taken: turn.taken, most: turn.mostAtOnce }).toEqual({ taken: GREEDY.length, most: 1 });
    expect(together).toEqual(alone);
  });

  it('lets those that keep to their share pass by one that does not', async () => {
    const turn = new ObservedTurn();
    const scans = inspection(turn);
    const pass = await turn.take(new AbortController().signal);
    const stop = new AbortController();
    const waiting = run(scans, GREEDY[0]!, stop.signal);
    expect(await run(scans, ['', DOCX, () => aDocument().bytes()])).toMatchObject({ contentType: DOCX });
    stop.abort(new Error('told to stop'));
    await expect(waiting).rejects.toThrow('told to stop');
    pass();
  });

  it('is beyond its share for one check at a time, of all that an inspection is asked for', async () => {
    let atOnce = 0;
    const seen: number[] = [];
    const greedy: Check = {
      name: 'greedy',
      async run({ memory }) {
        await memory.take(13 * MIB);
        seen.push((atOnce += 1));
        await setImmediate();
        atOnce -= 1;
        return {};
      },
    };
    const type = { ...plainText, checks: [greedy], wholeObjectChecks: [] };
    const scans = new Inspection({ mediaTypes: [type] });
    await Promise.all([1, 2, 3].map(() => run(scans, ['', type.mediaType, () => Buffer.from('a')])));
    expect(seen).toEqual([1, 1, 1]);
  });

  it('is given back before a check of your own takes its time', async () => {
    const turn = new ObservedTurn();
    const seen: number[] = [];
    const custom: CustomCheck = { name: 'slow', inspect: async () => (seen.push(turn.atOnce), {}) };
    const scans = new Inspection({ turn, customChecks: [custom] });
    const office = withRelationships(aDocument(), many(100_000));
    expect(await run(scans, ['', DOCX, () => office])).toMatchObject({ contentType: DOCX });
    expect({ taken: turn.taken, seen }).toEqual({ taken: 1, seen: [0] });
  });

  it('has an end for one object too: past it nothing can be said of it', async () => {
    const office = aDocument().part(
      'word/_rels/other.xml.rels',
      relationships(relationship(padding(25 * MIB))),
    );
    expect(await run(inspection(new ObservedTurn()), ['', DOCX, () => office.bytes()])).toMatchObject({
      rejection: { code: 'unverifiable' },
    });
  });
});
