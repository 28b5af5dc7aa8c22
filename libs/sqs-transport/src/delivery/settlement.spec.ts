import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { settlementOf, type Circumstances } from './settlement.js';

const circumstances = fc.record<Circumstances>({
  hasFailed: fc.boolean(),
  isRefused: fc.boolean(),
  isLastReceive: fc.boolean(),
  isStopping: fc.boolean(),
  isVisibilityLost: fc.boolean(),
  hasDeadLetterQueue: fc.boolean(),
});
const calm: Circumstances = {
  hasFailed: true,
  isRefused: false,
  isLastReceive: false,
  isStopping: false,
  isVisibilityLost: false,
  hasDeadLetterQueue: true,
};

describe('settlementOf', () => {
  it('acknowledges success and nothing else', () => {
    fc.assert(
      fc.property(circumstances, (given) => {
        expect(settlementOf(given) === 'acknowledged').toBe(!given.hasFailed);
      }),
    );
  });

  it('moves nothing without a dead-letter queue', () => {
    fc.assert(
      fc.property(circumstances, (given) => {
        expect(settlementOf({ ...given, hasDeadLetterQueue: false })).not.toBe('dead-lettered');
      }),
    );
  });

  it.each([
    ['retries a failure', {}, 'retried'],
    ['moves a refusal', { isRefused: true }, 'dead-lettered'],
    ['moves a failure at the last receive', { isLastReceive: true }, 'dead-lettered'],
    ['gives back what the stop interrupted', { isStopping: true }, 'given-back'],
    [
      'moves what the stop interrupted at the last receive',
      { isStopping: true, isLastReceive: true },
      'dead-lettered',
    ],
    ['leaves alone what somebody else may have', { isVisibilityLost: true, isRefused: true }, 'left'],
  ])('%s', (_, given, settlement) => {
    expect(settlementOf({ ...calm, ...given })).toBe(settlement);
  });
});
