import { describe, expect, it } from '@jest/globals';
import { line, sum, tallyOf } from './tally.js';

describe('a tally', () => {
  it('is the last one that an output has', () => {
    expect(tallyOf('1 passed, 2 failed\nmore\n3 passed, 0 failed, 4 skipped\n')).toEqual({
      passed: 3,
      failed: 0,
      skipped: 4,
    });
  });

  it('is missing where a run did not get that far', () => {
    expect(tallyOf('3 passed, 0 failed of 7\n')).toBeUndefined();
  });

  it('adds up over runs and reads like that of one', () => {
    const one = { passed: 3, failed: 1, skipped: 0 };
    const both = sum([one, { passed: 4, failed: 0, skipped: 2 }]);
    expect(line(both)).toBe('7 passed, 1 failed, 2 skipped');
    expect(tallyOf(line(both))).toEqual(both);
    expect(line(one)).toBe('3 passed, 1 failed');
  });
});
