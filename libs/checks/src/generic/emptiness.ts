import { OK, refuse, type Check } from '../check.js';

/** Reads nothing. */
export const emptiness: Check = {
  name: 'emptiness',
  run: ({ size }) => (size === 0 ? refuse('empty', 'the object has no bytes') : OK),
};
