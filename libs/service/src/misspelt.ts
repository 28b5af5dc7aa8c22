import { distance } from 'fastest-levenshtein';

/** Two letters exchanged, one too many, one missing. */
const MAX_DISTANCE = 2;
/** Shorter names are near to everything. */
const MIN_CHARACTERS = 5;

/** A line for each variable that is none of ours and looks like one that is not set. Names only, never a value. */
export function misspelt(set: readonly string[], known: readonly string[]): string[] {
  const missing = known.filter((name) => !set.includes(name));
  return set.flatMap((name) => {
    if (known.includes(name) || name.length < MIN_CHARACTERS) return [];
    const meant = missing.find((candidate) => distance(candidate, name.toUpperCase()) <= MAX_DISTANCE);
    return meant === undefined ? [] : [`${name} is no setting; is ${meant} meant?`];
  });
}
