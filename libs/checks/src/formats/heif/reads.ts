import type { ReadBudget } from '../../reading/range-source.js';

/** A header for each box that lies far from the last, the two descriptions, a grid and the tail; genuine files cost one or none. */
export const HEIF_READS = (): ReadBudget => ({ requests: 16, bytes: 9 * 1024 * 1024 });
