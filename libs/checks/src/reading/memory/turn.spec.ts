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

  it('is waited for only so long: then the message comes again', async () => {
    const turn = new Turn({ maxWaitMilliseconds: 10 });
    const pass = await turn.take(never);
    await expect(turn.take(never)).rejects.toMatchObject({ code: 'undecidable' });
    pass();
    await turn.take(never);
  });

  it('is waited for by only so many: one more is told at once', async () => {
    const turn = new Turn({ maxWaiting: 1 });
    const pass = await turn.take(never);
    const stop = new AbortController();
    const impatient = turn.take(stop.signal);
    await expect(turn.take(never)).rejects.toMatchObject({ code: 'undecidable' });
    stop.abort(new Error('told to stop'));
    await expect(impatient).rejects.toThrow('told to stop');
    const next = turn.take(never);
    pass();
    await next;
  });

  it('is there for the first one where nobody may wait', async () => {
    const turn = new Turn({ maxWaiting: 0 });
    const pass = await turn.take(never);
    await expect(turn.take(never)).rejects.toMatchObject({ code: 'undecidable' });
    pass();
    await turn.take(never);
  });

  it('is not lost with whoever is told to stop just when it comes', async () => {
    const turn = new Turn();
    const pass = await turn.take(never);
    const stop = new AbortController();
    const impatient = turn.take(stop.signal);
    stop.abort(new Error('told to stop'));
    pass();
    await expect(impatient).rejects.toThrow('told to stop');
    await turn.take(never);
  });

  it('is passed on once, however often that is said', async () => {
    const turn = new Turn();
    const pass = await turn.take(never);
    const [second, third] = [turn.take(never), turn.take(never)];
    pass();
    pass();
    let hasCome = false;
    void third.then(() => (hasCome = true));
    const passOn = await second;
    await setImmediate();
    expect(hasCome).toBe(false);
    passOn();
    await third;
  });
});
