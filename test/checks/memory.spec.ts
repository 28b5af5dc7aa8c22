import { describe, expect, it } from '@jest/globals';
import { setImmediate } from 'node:timers/promises';
import {
  findMediaType,
  Inspection,
  Turn,
  type Check,
  type CustomCheck,
  type InspectionResult,
} from '#checks';
import {
  GREEDY,
  manyRelationships,
  padding,
  relationship,
  withRelationships,
  type Greedy,
} from './greedy.js';
import { subjectOf } from './inspect.js';
import { ObservedTurn } from './observed-turn.js';
import { aDocument, aWorkbook } from './office-builder.js';
import { DOCX, XLSX, ZIP } from './sample.js';
import { buildZip } from './zip-builder.js';

const MIB = 1024 * 1024;
const never = new AbortController().signal;
const plainText = findMediaType('text/plain')!;
const document: Omit<Greedy, 'name'> = { contentType: DOCX, bytes: () => aDocument().bytes() };
const text = (content: string): typeof document => ({
  contentType: plainText.mediaType,
  bytes: () => Buffer.from(content),
});

const run = (scans: Inspection, object: typeof document, signal = never): Promise<InspectionResult> =>
  scans.run(subjectOf(object.bytes(), object.contentType), signal);

interface Alone {
  readonly result: InspectionResult;
  readonly turn: ObservedTurn;
}
const scannedAlone = new Map<Greedy, Promise<Alone>>();

/** What comes of an object that nobody disturbs; found out once. */
function alone(greedy: Greedy): Promise<Alone> {
  const scan = async (): Promise<Alone> => {
    const turn = new ObservedTurn();
    return { result: await run(new Inspection({ turn }), greedy), turn };
  };
  const scanned = scannedAlone.get(greedy) ?? scan();
  scannedAlone.set(greedy, scanned);
  return scanned;
}

/** Text, which takes more than its share where it says so, and then takes until `end`. */
function patientType(end: Promise<void>) {
  const check: Check = {
    name: 'patient',
    reads: 'the head',
    codes: [],
    async run({ reader, memory }) {
      if (reader.head.toString() !== 'greedy') return {};
      await memory.take(25 * MIB);
      await end;
      return {};
    },
  };
  return { ...plainText, checks: [check], wholeObjectChecks: [] };
}

describe('the memory of scans', () => {
  it.each(GREEDY.map((greedy) => [greedy.name, greedy] as const))(
    'is not lent beyond its share to %s without a turn',
    async (_, greedy) => {
      const { turn } = await alone(greedy);
      expect({ taken: turn.taken, atOnce: turn.atOnce }).toEqual({ taken: 1, atOnce: 0 });
    },
  );

  it('goes beyond its share for one at a time, however many ask, and all of them get their verdict', async () => {
    const turn = new ObservedTurn();
    const scans = new Inspection({ turn });
    const together = await Promise.all(GREEDY.map((greedy) => run(scans, greedy)));
    expect({ taken: turn.taken, most: turn.mostAtOnce }).toEqual({ taken: GREEDY.length, most: 1 });
    for (const [at, greedy] of GREEDY.entries()) expect(together[at]).toEqual((await alone(greedy)).result);
  });

  it('is enough for the largest archive, and for a workbook with 24,000 links', async () => {
    const turn = new ObservedTurn();
    const scans = new Inspection({ turn });
    const entries = Array.from({ length: 20_000 }, (_, at) => ({
      name: `photos of the summer/2024-08-${at % 31}/IMG_${at}.jpeg`,
      content: '',
    }));
    expect(await run(scans, { contentType: ZIP, bytes: () => buildZip(entries) })).toMatchObject({
      contentType: ZIP,
    });
    const links = Array.from({ length: 24_000 }, (_, at) => ({
      type: 'http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink',
      target: `https://shop.example.com/orders/2024/${at}?view=details`,
      mode: 'External',
    }));
    const workbook = aWorkbook();
    workbook.relationships.set('xl/worksheets/sheet1.xml', links);
    expect(await run(scans, { contentType: XLSX, bytes: () => workbook.bytes() })).toMatchObject({
      contentType: XLSX,
    });
    expect(turn.taken).toBe(0);
  });

  it('lets those that keep to their share pass by one that does not', async () => {
    const turn = new ObservedTurn();
    const scans = new Inspection({ turn });
    const pass = await turn.take(never);
    const stop = new AbortController();
    const waiting = run(scans, manyRelationships, stop.signal);
    expect(await run(scans, document)).toMatchObject({ contentType: DOCX });
    stop.abort(new Error('told to stop'));
    await expect(waiting).rejects.toThrow('told to stop');
    pass();
  });

  it('leaves slots to those that keep to their share, however many that do not came before them', async () => {
    const { promise: end, resolve: open } = Promise.withResolvers<void>();
    const scans = new Inspection({ mediaTypes: [patientType(end)], turn: new Turn({ maxWaiting: 1 }) });
    const OTHERS = 38; // one has its turn, and one waits for it: in which slots, and in which order, is the machine's affair
    const queue = [...Array<string>(20).fill('greedy'), ...Array<string>(20).fill('small')];
    const ended: string[] = [];
    const { promise: others, resolve: endOthers } = Promise.withResolvers<void>();
    const slot = async (): Promise<void> => {
      for (let content = queue.shift(); content !== undefined; content = queue.shift()) {
        const result = await run(scans, text(content)).catch((error: { code?: string }) => error);
        if (ended.push(`${content} ${'code' in result ? result.code : 'decided'}`) === OTHERS) endOthers();
      }
    };
    const slots = [1, 2, 3, 4].map(slot);
    await others;
    expect(ended.toSorted()).toEqual([
      ...Array<string>(18).fill('greedy undecidable'),
      ...Array<string>(20).fill('small decided'),
    ]);
    open();
    await Promise.all(slots);
    expect(ended.slice(OTHERS)).toEqual(['greedy decided', 'greedy decided']);
  });

  it('is beyond its share for one check at a time, of all that an inspection is asked for', async () => {
    let atOnce = 0;
    const seen: number[] = [];
    const greedy: Check = {
      name: 'greedy',
      reads: 'nothing',
      codes: [],
      async run({ memory }) {
        await memory.take(25 * MIB);
        seen.push((atOnce += 1));
        await setImmediate();
        atOnce -= 1;
        return {};
      },
    };
    const scans = new Inspection({ mediaTypes: [{ ...plainText, checks: [greedy], wholeObjectChecks: [] }] });
    await Promise.all([1, 2, 3].map(() => run(scans, text('a'))));
    expect(seen).toEqual([1, 1, 1]);
  });

  it('is given back before a check of your own takes its time', async () => {
    const turn = new ObservedTurn();
    const seen: number[] = [];
    const custom: CustomCheck = { name: 'slow', inspect: async () => (seen.push(turn.atOnce), {}) };
    const scans = new Inspection({ turn, customChecks: [custom] });
    expect(await run(scans, manyRelationships)).toMatchObject({ contentType: DOCX });
    expect({ taken: turn.taken, seen }).toEqual({ taken: 1, seen: [0] });
  });

  it('has an end for one object too: past it nothing can be said of it', async () => {
    const bytes = (): Buffer => withRelationships(aDocument(), relationship(padding(23 * MIB)));
    expect(await run(new Inspection(), { contentType: DOCX, bytes })).toMatchObject({
      rejection: { code: 'unverifiable', detail: expect.stringContaining('bytes of memory') },
    });
  });
});
