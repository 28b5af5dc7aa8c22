import { describe, expect, it } from '@jest/globals';
import { setImmediate } from 'node:timers/promises';
import { Turn } from './turn.js';

const never = new AbortController().signal;

describe('a turn', () => {
  it('comes in the order in which it was asked for, to one at a time', async () => {
    const turn = new Turn();
    const log: string[] = [];
    const visit = async (name: string): Promise<void> => {
      const pass = await turn.take(never);
      log.push(`${name} has it`);
      await setImmediate();
      log.push(`${name} passes it on`);
      pass();
    };
    await Promise.all(['a', 'b', 'c'].map(visit));
    const expected = ['a', 'b', 'c'].flatMap((name) => [`${name} has it`, `${name} passes it on`]);
    expect(log).toEqual(expected);
  });

  it('passes over whoever gave up waiting, and not before its time', async () => {
    const turn = new Turn();
    const pass = await turn.take(never);
    const impatient = new AbortController();
    const second = turn.take(impatient.signal);
    let hasCome = false;
    const third = turn.take(never).then(() => (hasCome = true));
    impatient.abort(new Error('told to stop'));
    await expect(second).rejects.toThrow('told to stop');
    await setImmediate();
    expect(hasCome).toBe(false);
    pass();
    await third;
  });

  it('is not waited for by whoever has been told to stop', async () => {
    const turn = new Turn();
    await expect(turn.take(AbortSignal.abort(new Error('told to stop')))).rejects.toThrow('told to stop');
    await turn.take(never);
  });

  it('is waited for no longer than a half-read body lives: then the message comes again', async () => {
    const turn = new Turn(10);
    const pass = await turn.take(never);
    await expect(turn.take(never)).rejects.toMatchObject({ code: 'undecidable' });
    pass();
    await turn.take(never);
  });
});
