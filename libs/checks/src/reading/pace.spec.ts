import { describe, expect, it } from '@jest/globals';
import { setImmediate } from 'node:timers/promises';
import { BudgetExceeded } from './budget-exceeded.js';
import { Pace } from './pace.js';

const never = new AbortController().signal;

/** Uses up a turn. */
function work(): void {
  for (const end = performance.now() + 9; performance.now() < end;);
}

describe('Pace', () => {
  it('counts steps, whatever time they take, and stops past the cap', async () => {
    const pace = new Pace(never, 10);
    for (let steps = 0; steps < 10; steps++) await pace.breathe(1);
    work();
    await pace.breathe();
    await expect(pace.breathe(1)).rejects.toThrow(BudgetExceeded);
  });

  it('gives others their turn once its own is over', async () => {
    const pace = new Pace(never);
    let turns = 0;
    const others = setImmediate().then(() => (turns += 1));
    await pace.breathe();
    expect(turns).toBe(0);
    work();
    await pace.breathe();
    expect(turns).toBe(1);
    await others;
  });

  it('begins no new turn by waiting for what is there already', async () => {
    const pace = new Pace(never);
    let turns = 0;
    const others = setImmediate().then(() => (turns += 1));
    work();
    await pace.wait(Promise.resolve());
    await pace.breathe();
    expect(turns).toBe(1);
    await others;
  });

  it('lets go one after the other, with events between them, however many wait', async () => {
    const order: string[] = [];
    const one = async (name: string): Promise<void> => {
      const pace = new Pace(never);
      work();
      await pace.breathe();
      order.push(name);
    };
    const scans = [one('a'), one('b'), one('c')];
    const events = (async () => {
      for (let count = 0; count < 6; count++) {
        await setImmediate();
        order.push('event');
      }
    })();
    await Promise.all([...scans, events]);
    expect(order.join(' ')).toMatch(/a .*event.* b .*event.* c/);
  });

  it('says nothing of an object that takes longer than its steps can: that is no verdict', async () => {
    const pace = new Pace(never, 1000, 0);
    work();
    await expect(pace.breathe(1)).rejects.toMatchObject({ code: 'undecidable' });
  });

  it('ends where its scan is told to stop', async () => {
    const stop = new AbortController();
    const pace = new Pace(stop.signal);
    stop.abort(new Error('told to stop'));
    work();
    await expect(pace.breathe()).rejects.toThrow('told to stop');
  });
});
