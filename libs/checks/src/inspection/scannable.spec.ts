import { describe, expect, it } from '@jest/globals';
import { readPolicies } from '#service';
import { scannable } from './scannable.js';

describe('scannable', () => {
  it('knows every media type of the policies that are shipped', async () => {
    const shipped = await readPolicies('policies.json');
    expect(scannable(shipped)).toBe(shipped);
  });

  it('names every media type that no check knows', () => {
    const policy = { name: 'odd', maxBytes: 1, contentTypes: ['application/pdf', 'font/woff2', 'model/stl'] };
    expect(() => scannable(new Map([['odd', policy]]))).toThrow(
      /odd allows font\/woff2\n.*odd allows model\/stl/,
    );
  });
});
