import { OK, refuse, type Check } from '../../inspection/check.js';

/** Reads nothing. */
export const emptiness: Check = {
  name: 'emptiness',
  reads: 'nothing',
  codes: ['empty'],
  run: ({ size }) => (size === 0 ? refuse('empty', 'The object has no bytes.') : OK),
};
