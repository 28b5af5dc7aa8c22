import { describe, expect, it } from '@jest/globals';
import { setImmediate } from 'node:timers/promises';
import { BudgetExceeded } from '../budget-exceeded.js';
import { Pace } from '../pace.js';
import type { Memory } from './memory.js';
import { MAX_KEPT_BYTES, SHARE_BYTES, withShare } from './share.js';
import { Turn } from './turn.js';

/** A scan that goes on until it is told to end. */
function scan(turn: Turn, use: (memory: Memory) => Promise<void>, signal = new AbortController().signal) {
  let end = (): void => undefined;
  const told = new Promise<void>((resolve) => (end = resolve));
  const state = { isBeyond: false };
  const done = withShare(turn, new Pace(signal), signal, async (memory) => {
    await use(memory);
    state.isBeyond = true;
    await told;
  });
  return { state, end, done };
}
const beyond = async (memory: Memory): Promise<void> => memory.take(SHARE_BYTES + 1);

describe('a share of memory', () => {
  it('is there at once, whoever has the turn', async () => {
    const turn = new Turn();
    const large = scan(turn, beyond);
    await setImmediate();
    const small = scan(turn, (memory) => memory.take(SHARE_BYTES));
    small.end();
    await small.done;
    large.end();
    await large.done;
  });

  it('is exceeded by one object at a time, until that one ends', async () => {
    const turn = new Turn();
    const [first, second] = [scan(turn, beyond), scan(turn, beyond)];
    await setImmediate();
    expect([first.state.isBeyond, second.state.isBeyond]).toEqual([true, false]);
    first.end();
    await first.done;
    await setImmediate();
    expect(second.state.isBeyond).toBe(true);
    second.end();
    await second.done;
  });

  it.each([-1, Number.NaN])('lends no %d bytes', async (bytes) => {
    const { done } = scan(new Turn(), (memory) => memory.take(bytes));
    await expect(done).rejects.toThrow(RangeError);
  });

  it('counts only what is kept: what was given back is no reason to wait', async () => {
    const turn = new Turn();
    const large = scan(turn, beyond);
    await setImmediate();
    const patient = scan(turn, async (memory) => {
      for (let round = 0; round < 4; round += 1) {
        const part = memory.part();
        await part.take(SHARE_BYTES / 2);
        await part.keep(SHARE_BYTES);
        await part.keep(1);
        part.giveBack();
      }
    });
    patient.end();
    await patient.done;
    large.end();
    await large.done;
  });

  it('passes the turn on when the scan that has it fails', async () => {
    const turn = new Turn();
    const failing = scan(turn, async (memory) => {
      await beyond(memory);
      throw new Error('the store is away');
    });
    await expect(failing.done).rejects.toThrow('the store is away');
    const next = scan(turn, beyond);
    next.end();
    await next.done;
  });

  it('is waited for no longer than the scan is wanted, and then by the next', async () => {
    const turn = new Turn();
    const [first, stop] = [scan(turn, beyond), new AbortController()];
    const second = scan(turn, beyond, stop.signal);
    const third = scan(turn, beyond);
    await setImmediate();
    stop.abort(new Error('told to stop'));
    await expect(second.done).rejects.toThrow('told to stop');
    expect(third.state.isBeyond).toBe(false);
    for (const { end, done } of [first, third]) {
      end();
      await done;
    }
  });

  it('has an end for the one whose turn it is, too', async () => {
    const turn = new Turn();
    const greedy = scan(turn, (memory) => memory.take(MAX_KEPT_BYTES + 1));
    await expect(greedy.done).rejects.toBeInstanceOf(BudgetExceeded);
  });

  it('is asked for twice at once without waiting for itself', async () => {
    const both = scan(
      new Turn(),
      async (memory) => void (await Promise.all([beyond(memory), beyond(memory)])),
    );
    both.end();
    await both.done;
  });

  it('is over when the inspection is, so that whoever goes on in the background takes no turn', async () => {
    const turn = new Turn();
    let kept: Memory | undefined;
    await withShare(
      turn,
      new Pace(new AbortController().signal),
      new AbortController().signal,
      async (memory) => {
        kept = memory;
      },
    );
    await expect(kept?.take(SHARE_BYTES + 1)).rejects.toBeInstanceOf(BudgetExceeded);
    await turn.take(new AbortController().signal);
  });
});
