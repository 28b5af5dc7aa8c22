import { beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { FairSlots } from './fair-slots.js';

/** Work that ends when it is told to. */
class Work {
  isRunning = false;
  hasEnded = false;
  readonly over = Promise.withResolvers<void>();
  readonly controller = new AbortController();
  readonly done: Promise<void>;

  constructor(
    slots: FairSlots,
    readonly group: string,
  ) {
    this.done = slots.run(group, this.controller.signal, async () => {
      this.isRunning = true;
      await this.over.promise.finally(() => {
        this.isRunning = false;
        this.hasEnded = true;
      });
    });
    this.done.catch(() => undefined);
  }
}

let slots: FairSlots;
let works: Work[];
const settled = () => new Promise((resolve) => setImmediate(resolve));
const running = (group: string): number =>
  works.filter((work) => work.isRunning && work.group === group).length;

async function come(group: string, count = 1): Promise<Work[]> {
  const come = Array.from({ length: count }, () => new Work(slots, group));
  works.push(...come);
  await settled();
  return come;
}

async function end(group: string): Promise<void> {
  works.find((work) => work.isRunning && work.group === group)?.over.resolve();
  await settled();
}

beforeEach(() => {
  slots = new FairSlots(6);
  works = [];
});

describe('FairSlots', () => {
  it('gives a group that is alone all slots but one, and that one to whoever comes', async () => {
    await come('greedy', 10);
    expect(running('greedy')).toBe(5);
    await come('small');
    expect(running('small')).toBe(1);
  });

  it('gives what becomes free to the others until the group has half', async () => {
    await come('greedy', 10);
    await come('small', 10);
    await end('greedy');
    await end('greedy');
    expect([running('greedy'), running('small')]).toEqual([3, 3]);
    await end('greedy');
    expect([running('greedy'), running('small')]).toEqual([3, 3]);
  });

  it('starts those of a group in the order in which they came', async () => {
    const [, , , , , sixth, seventh] = await come('a', 7);
    await end('a');
    expect([sixth?.isRunning, seventh?.isRunning]).toEqual([true, false]);
  });

  it('keeps the one slot of a server that has no more at work', async () => {
    slots = new FairSlots(1);
    await come('a', 2);
    await come('b');
    expect([running('a'), running('b')]).toEqual([1, 0]);
    await end('a');
    expect(running('a') + running('b')).toBe(1);
  });

  it('frees the slot of work that fails', async () => {
    slots = new FairSlots(1);
    const [first] = await come('a');
    await come('a');
    first?.over.reject(new Error('broken'));
    await expect(first?.done).rejects.toThrow('broken');
    await settled();
    expect(running('a')).toBe(1);
  });

  it('forgets who gives up waiting', async () => {
    slots = new FairSlots(1);
    await come('a');
    const [second] = await come('a');
    second?.controller.abort(new Error('stopping'));
    await expect(second?.done).rejects.toThrow('stopping');
    await end('a');
    expect(running('a')).toBe(0);
    await come('a');
    expect(running('a')).toBe(1);
  });

  it('starts everybody in the end, and never more than there are slots or than half beyond the others', async () => {
    const group = fc.constantFrom('a', 'b', 'c');
    const steps = fc.array(
      fc.oneof(
        group,
        group.map((name) => `end ${name}`),
      ),
      { maxLength: 40 },
    );
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 7 }), steps, async (count, names) => {
        slots = new FairSlots(count);
        works = [];
        for (const name of names) {
          const before = new Map(['a', 'b', 'c'].map((each) => [each, running(each)]));
          if (name.startsWith('end ')) await end(name.slice(4));
          else await come(name);
          expect(running('a') + running('b') + running('c')).toBeLessThanOrEqual(count);
          const isWaiting = (each: string): boolean =>
            works.filter((work) => work.group === each).length > running(each) + ended(each);
          for (const each of ['a', 'b', 'c'])
            if (running(each) > (before.get(each) ?? 0) && running(each) > Math.max(1, Math.floor(count / 2)))
              expect(['a', 'b', 'c'].filter((other) => other !== each && isWaiting(other))).toEqual([]);
        }
        for (const work of works) work.over.resolve();
        await Promise.all(works.map((work) => work.done));
      }),
    );
  });
});

const ended = (group: string): number => works.filter((work) => work.group === group && work.hasEnded).length;
