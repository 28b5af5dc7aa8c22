import type { Mutation } from './mutation.js';

const REQUEST = 'await this.queue.request(upload, 0, signal);';

/** What a hurried change might do to the sweeper. */
export const sweepMutations: Readonly<Record<string, Mutation>> = {
  'a sweep that asks for nothing': {
    sweep: [[REQUEST, '']],
    world: 'a lost notification',
    problem: 'it can never come to rest',
  },
  'a sweep that gives up and tells nobody': {
    sweep: [[REQUEST, `if (!isGivenUp) ${REQUEST}`]],
    world: 'a sweeper that gives up',
    problem: 'it can never come to rest',
  },
};
