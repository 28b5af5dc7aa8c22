/**
 * How many objects may wait for the memory at once. With the one that has it they take half of the slots at most, so
 * that the others are for what keeps to its share. A scanner with one slot has that one object, and none that wait.
 */
export const maxWaiting = (concurrency: number): number => Math.max(0, Math.floor(concurrency / 2) - 1);
