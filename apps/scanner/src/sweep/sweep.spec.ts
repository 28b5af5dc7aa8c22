import { beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { incomingKey, UploadIds, type UploadRef } from '#core';
import { MemoryObjectStore, MemoryScanQueue, MemoryVerdictStore } from '#testing';
import { isDue, SWEEP_SCHEDULE } from './schedule.js';
import { MAX_QUEUE_DEPTH, Sweep, type Swept, type Window } from './sweep.js';

const MINUTE = 60;
const DAY = 24 * 60 * MINUTE;
const now = new Date('2026-11-22T12:00:00Z');
const ago = (seconds: number): Date => new Date(now.getTime() - seconds * 1000);
const ids = new UploadIds(['s'.repeat(32)]);
const anUpload = (): UploadRef => ({ tenant: 'acme', id: ids.issue('acme', now) });

let objects: MemoryObjectStore;
let verdicts: MemoryVerdictStore;
let queue: MemoryScanQueue;
let requests: number;

beforeEach(() => {
  objects = new MemoryObjectStore();
  verdicts = new MemoryVerdictStore();
  queue = new MemoryScanQueue();
  requests = 0;
});

const waiting = (ageSeconds: number): UploadRef => {
  const upload = anUpload();
  objects.put(incomingKey(upload), 'x', { lastModified: ago(ageSeconds) });
  return upload;
};
const sweep = (window: Window = { since: ago(MINUTE), now }): Promise<Swept> =>
  new Sweep(objects, verdicts, queue).run(window, {
    pace: async () => void requests++,
    signal: new AbortController().signal,
  });
const asked = (): UploadRef[] => queue.requested.map(({ upload }) => upload);

describe('a sweep', () => {
  it('asks for what crossed an age since the last pass, and for nothing else', async () => {
    waiting(4 * MINUTE);
    const due = waiting(5 * MINUTE + 30);
    waiting(7 * MINUTE);
    expect([await sweep(), asked()]).toEqual([{ requested: 1 }, [due]]);
  });

  it('leaves alone what is not of our shape', async () => {
    objects.put('incoming/acme/by-hand', 'x', { lastModified: ago(5 * MINUTE + 30) });
    expect(await sweep()).toEqual({ requested: 0 });
  });

  it('adds nothing to a queue that holds enough', async () => {
    for (let depth = 0; depth < MAX_QUEUE_DEPTH; depth++) await queue.request(anUpload(), 0);
    waiting(5 * MINUTE + 30);
    expect(await sweep()).toMatchObject({ requested: 0 });
  });

  it('is not kept from its work by messages that are delayed', async () => {
    for (let erased = 0; erased < MAX_QUEUE_DEPTH; erased++) await queue.request(anUpload(), 900);
    waiting(5 * MINUTE + 30);
    expect(await sweep()).toEqual({ requested: 1 });
  });

  it('fills a queue up to the cap, and asks for the rest when there is room again, each once', async () => {
    for (let depth = 0; depth < MAX_QUEUE_DEPTH - 2; depth++) await queue.request(anUpload(), 0);
    const lost = Array.from({ length: 5 }, () => waiting(5 * MINUTE + 30));
    const full = await sweep();
    expect([full.requested, queue.requested.length]).toEqual([2, MAX_QUEUE_DEPTH]);
    const still = await sweep(full.rest);
    expect(still).toEqual({ requested: 0, rest: full.rest });
    const first = asked().slice(-2);
    queue.requested.length = 0;
    expect(await sweep(still.rest)).toEqual({ requested: 3 });
    expect(new Set([...first, ...asked()])).toEqual(new Set(lost));
  });

  it('sees every page', async () => {
    for (let kept = 0; kept < 1500; kept++) waiting(MINUTE);
    const due = Array.from({ length: 3 }, () => waiting(5 * MINUTE + 30));
    expect([await sweep(), new Set(asked())]).toEqual([{ requested: 3 }, new Set(due)]);
  });

  it('paces every request it makes', async () => {
    waiting(5 * MINUTE + 30);
    await sweep();
    expect(requests).toBe(3); // the page, the depth, the message
    waiting(3 * DAY + 30);
    await sweep();
    expect(requests).toBe(3 + 5); // and the verdict
  });

  it('ends what nobody could decide with a verdict, and has it announced', async () => {
    const poison = waiting(3 * DAY + 30);
    await sweep();
    expect((await verdicts.find(poison))?.verdict).toMatchObject({
      status: 'rejected',
      rejection: { code: 'unverifiable' },
    });
    expect(asked()).toEqual([poison]);
  });

  it('does not overrule a verdict that somebody reached', async () => {
    const late = waiting(3.5 * DAY + 30);
    verdicts.put(late, { schema: 1, status: 'erased', erasedAt: now.toISOString() });
    await sweep();
    expect((await verdicts.find(late))?.verdict.status).toBe('erased');
  });
});

describe('the schedule', () => {
  it('sees each age crossed once by passes that follow each other, however long they are', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 6 * 60 * MINUTE }), { minLength: 1, maxLength: 60 }),
        (gaps) => {
          let age = 0;
          let due = 0;
          for (const gap of gaps) {
            if (isDue(SWEEP_SCHEDULE, age, age + gap)) due++;
            age += gap;
          }
          const last = SWEEP_SCHEDULE.agesSeconds.at(-1) ?? 0;
          const ages = [...SWEEP_SCHEDULE.agesSeconds, SWEEP_SCHEDULE.giveUpSeconds];
          const crossed = ages.filter((threshold) => threshold <= age).length;
          expect(due).toBeLessThanOrEqual(crossed + Math.max(0, Math.floor((age - last) / DAY)));
          expect(due > 0).toBe(crossed > 0);
        },
      ),
    );
  });

  it('comes due once a day past the last age', () => {
    expect(isDue(SWEEP_SCHEDULE, 12 * 60 * MINUTE, 12 * 60 * MINUTE + DAY - 1)).toBe(false);
    expect(isDue(SWEEP_SCHEDULE, 12 * 60 * MINUTE + DAY - 1, 12 * 60 * MINUTE + DAY)).toBe(true);
  });
});
