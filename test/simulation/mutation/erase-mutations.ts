import type { Mutation } from './mutation.js';

const DECIDE = 'await this.decide(ref, stored);';
const DELETE = 'await this.delete(ref);';
const DELETE_CLEAN = 'await this.objects.delete(cleanKey(ref));';
const DELETE_INCOMING = 'await this.objects.delete(incomingKey(ref));';
const PROMISE = 'await this.settleLater(ref); // if this';
const REQUEUE = 'await this.settleLater(ref); // a copy';
const DELAYED = 'await this.queue.request(ref, MAX_DELAY_SECONDS);';

/** What a hurried change might do to the eraser. */
export const eraseMutations: Readonly<Record<string, Mutation>> = {
  'an erase without If-Match': {
    conditions: { replacesOnlyWhatWasRead: false },
    world: '2 erasers',
    problem: 'a verdict was changed',
  },
  'an erase that spares what is decided': {
    erase: [["if (written === 'created' || written === 'replaced') return;", 'return;']],
    world: '2 erasers',
    problem: 'validated, and nothing is in clean/',
  },
  'an erase that leaves to the first one what that did not do': {
    erase: [['return this.delete(ref);', 'return;']],
    world: 'an eraser',
    problem: 'an erase was answered and left incoming/',
  },
  'an erase of clean/ before the verdict': {
    erase: [
      [DECIDE, ''],
      [DELETE, `${DELETE} ${DECIDE}`],
    ],
    world: 'an eraser',
    problem: 'validated, and nothing is in clean/',
  },
  'an erase of incoming/ before the verdict': {
    erase: [[DECIDE, `${DELETE_INCOMING} ${DECIDE}`]],
    world: 'an eraser that dies for good',
    problem: 'an object came and there is no verdict',
  },
  'an erase that leaves clean/': {
    erase: [[DELETE_CLEAN, '']],
    world: 'an eraser and 2 scanners',
    problem: 'something is left in clean/',
  },
  'an erase that leaves incoming/': {
    erase: [[DELETE_INCOMING, '']],
    world: 'an eraser',
    problem: 'an erase was answered and left incoming/',
  },
  'an erase without promise': {
    erase: [[PROMISE, '//']],
    world: 'an eraser that is not asked again',
    problem: 'something is left in clean/',
  },
  'an erase without return': {
    erase: [[REQUEUE, '//']],
    world: 'an eraser',
    problem: 'something is left in clean/',
  },
  'an erase that returns at once': {
    erase: [[DELAYED, 'await this.queue.request(ref, 0);']],
    world: 'an eraser',
    problem: 'something is left in clean/',
  },
};
