import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { parseRequestTarget } from './request-target.js';
import { decodeUri, encodePath, encodeUri } from './uri.js';

describe('parseRequestTarget', () => {
  it('gives any path back as it was', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (path) => {
        expect(parseRequestTarget(encodePath(path))).toEqual({ path, query: [] });
      }),
    );
  });

  it('gives any query back as it was, in order and with repetitions', () => {
    const pairs = fc.array(
      fc.tuple(fc.string({ unit: 'binary', minLength: 1 }), fc.string({ unit: 'binary' })),
    );
    fc.assert(
      fc.property(pairs, (query) => {
        const search = query.map(([name, value]) => `${encodeUri(name)}=${encodeUri(value)}`).join('&');
        expect(parseRequestTarget(`/?${search}`)?.query).toEqual(query);
      }),
    );
  });

  it.each(['/a/../b', '/a//b', '/./a', '/a/..'])('does not normalise %s', (path) => {
    expect(parseRequestTarget(path)?.path).toBe(path);
  });

  it('decodes once', () => {
    expect(parseRequestTarget('/a%2520b')?.path).toBe('/a%20b');
  });

  it('takes a plus for a space in the query only', () => {
    expect(parseRequestTarget('/a+b?p=c+d')).toEqual({ path: '/a+b', query: [['p', 'c d']] });
  });

  it.each(['/%', '/%zz', '/%ff', '/?a=%ff'])('refuses %s', (target) => {
    expect(parseRequestTarget(target)).toBeUndefined();
  });
});

describe('encodeUri', () => {
  it('leaves only unreserved characters, and can be undone', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(encodeUri(text)).toMatch(/^([A-Za-z0-9._~-]|%[0-9A-F]{2})*$/);
        expect(decodeUri(encodeUri(text))).toBe(text);
      }),
    );
  });
});
