const FAKEABLE = [
  'Date',
  'hrtime',
  'nextTick',
  'performance',
  'queueMicrotask',
  'setImmediate',
  'clearImmediate',
  'setInterval',
  'clearInterval',
  'setTimeout',
  'clearTimeout',
] as const;

type Fakeable = (typeof FAKEABLE)[number];

/** What Jest's `doNotFake` wants to fake only one thing: what is awaited must go on. */
export const everythingBut = (faked: Fakeable): Fakeable[] => FAKEABLE.filter((name) => name !== faked);
