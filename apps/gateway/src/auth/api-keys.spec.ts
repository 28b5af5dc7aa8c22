import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { ApiKeyTenantResolver } from './api-key-tenant-resolver.js';
import { parseApiKeys } from './api-keys.js';

const hex = (key: string): string => createHash('sha256').update(key).digest('hex');

describe('parseApiKeys', () => {
  it.each([
    ['nothing', ''],
    ['no tenant', `:${hex('k')}`],
    ['a tenant in capitals', `Acme:${hex('k')}`],
    ['a tenant that is a path', `../acme:${hex('k')}`],
    ['the key itself', 'acme:k'],
    ['half a hash', `acme:${hex('k').slice(32)}`],
    ['a trailing comma', `acme:${hex('k')},`],
    ['one key for two tenants', `acme:${hex('k')},other:${hex('k')}`],
    ['one key twice, in other letters', `acme:${hex('k')},acme:${hex('k').toUpperCase()}`],
  ])('refuses %s', (_, list) => {
    expect(parseApiKeys(list)).toBeUndefined();
  });

  it('takes spaces around entries, and hashes in capitals', () => {
    const keys = parseApiKeys(` acme:${hex('a')} , other:${hex('b').toUpperCase()} `);
    expect(keys?.map(({ caller }) => caller)).toEqual([
      { tenant: 'acme', credential: hex('a') },
      { tenant: 'other', credential: hex('b') },
    ]);
  });
});

describe('ApiKeyTenantResolver', () => {
  const keys = ['one', 'two', 'three'].map((key) => `t-${key}:${hex(key)}`).join(',');
  const resolver = new ApiKeyTenantResolver(parseApiKeys(keys) ?? []);
  const tenant = async (authorization?: string) => (await resolver.resolve({ authorization }))?.tenant;

  it.each(['one', 'two', 'three'])('finds the tenant of key %s', async (key) => {
    expect(await tenant(`Bearer ${key}`)).toBe(`t-${key}`);
  });

  it('finds nobody for anything else', async () => {
    const headers = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.string().map((key) => `Bearer ${key}`),
    );
    await fc.assert(
      fc.asyncProperty(headers, async (authorization) => {
        fc.pre(!/^bearer +(one|two|three)$/i.test(authorization));
        expect(await tenant(authorization)).toBeUndefined();
      }),
    );
  });

  it('finds nobody without the header', async () => {
    expect(await tenant()).toBeUndefined();
  });

  it('does not look at a key that is longer than any key', async () => {
    const long = 'k'.repeat(513);
    const one = new ApiKeyTenantResolver(parseApiKeys(`acme:${hex(long)}`) ?? []);
    expect(await one.resolve({ authorization: `Bearer ${long}` })).toBeUndefined();
  });
});
