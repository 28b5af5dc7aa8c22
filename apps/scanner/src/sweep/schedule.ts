const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** When an object in `incoming/` is looked at again, and when it is given up. Seconds of age. */
export interface SweepSchedule {
  /** Ascending; past the last one, once a day. */
  readonly agesSeconds: readonly number[];
  readonly giveUpSeconds: number;
}

export const SWEEP_SCHEDULE: SweepSchedule = {
  agesSeconds: [5 * MINUTE, 15 * MINUTE, HOUR, 4 * HOUR, 12 * HOUR],
  giveUpSeconds: 3 * DAY,
};

/**
 * True if an object crossed one of the ages between two passes. Growing gaps and no state: passes that follow each
 * other see each age crossed once, and an object that nobody can decide costs a handful of messages a day.
 */
export function isDue(
  { agesSeconds, giveUpSeconds }: SweepSchedule,
  ageBefore: number,
  ageNow: number,
): boolean {
  const isCrossed = (age: number): boolean => ageBefore < age && age <= ageNow;
  return (
    [...agesSeconds, giveUpSeconds].some(isCrossed) ||
    daysAfter(agesSeconds, ageBefore) < daysAfter(agesSeconds, ageNow)
  );
}

const daysAfter = (agesSeconds: readonly number[], age: number): number =>
  Math.max(0, Math.floor((age - (agesSeconds.at(-1) ?? 0)) / DAY));
