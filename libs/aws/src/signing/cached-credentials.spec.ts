import { describe, expect, it } from '@jest/globals';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { CachedCredentials, type Credentials } from './cached-credentials.js';

const NOON = Date.parse('2030-01-01T12:00:00Z');
const at = (minutes: number): Date => new Date(NOON + minutes * 60_000);

/** A provider whose n-th answer is `answers[n]`: credentials that expire at that minute, or an error. */
function aProvider(...answers: (number | 'never' | Error)[]) {
  const provider = {
    asked: 0,
    provide: async (): Promise<Credentials> => {
      const answer = answers[provider.asked++] ?? new Error('asked too often');
      if (answer instanceof Error) throw answer;
      const keys = { accessKeyId: `key-${provider.asked}`, secretAccessKey: 's' };
      return answer === 'never' ? keys : { ...keys, expiration: at(answer) };
    },
  };
  return provider;
}

async function keysAt(provider: ReturnType<typeof aProvider>, ...minutes: number[]): Promise<string[]> {
  const credentials = new CachedCredentials(provider.provide);
  const keys: string[] = [];
  for (const minute of minutes) {
    keys.push((await credentials.get(at(minute))).accessKeyId);
    await nextTurn(); // what goes on in the background ends
  }
  return keys;
}

describe('CachedCredentials', () => {
  it('asks once for credentials that do not expire', async () => {
    expect(await keysAt(aProvider('never'), 0, 1, 100_000)).toEqual(['key-1', 'key-1', 'key-1']);
  });

  it('asks once for all who want them at the same time', async () => {
    const provider = aProvider('never');
    const credentials = new CachedCredentials(provider.provide);
    await Promise.all([credentials.get(at(0)), credentials.get(at(0))]);
    expect(provider.asked).toBe(1);
  });

  it('renews before they expire, without anybody waiting', async () => {
    expect(await keysAt(aProvider(60, 120), 0, 54, 56, 57)).toEqual(['key-1', 'key-1', 'key-1', 'key-2']);
  });

  it('uses them to their end while they cannot be renewed', async () => {
    const provider = aProvider(60, new Error('away'), new Error('away'));
    expect(await keysAt(provider, 0, 56, 59.5)).toEqual(['key-1', 'key-1', 'key-1']);
  });

  it('does not hammer a provider that fails', async () => {
    const provider = aProvider(60, new Error('away'));
    await keysAt(provider, 0, 56, 56.05, 56.1);
    expect(provider.asked).toBe(2);
  });

  it('waits for new ones when the old have expired', async () => {
    expect(await keysAt(aProvider(60, 120), 0, 61)).toEqual(['key-1', 'key-2']);
  });

  it.each([
    ['there are none', aProvider(new Error('away'))],
    ['those it gets have expired', aProvider(-1)],
  ])('says that a dependency is unavailable when %s', async (_, provider) => {
    await expect(keysAt(provider, 0)).rejects.toMatchObject({ code: 'dependency-unavailable' });
  });

  it('asks again after a failure', async () => {
    const provider = aProvider(new Error('away'), 60);
    const credentials = new CachedCredentials(provider.provide);
    await expect(credentials.get(at(0))).rejects.toThrow();
    expect(await credentials.get(at(0))).toMatchObject({ accessKeyId: 'key-2' });
  });
});
