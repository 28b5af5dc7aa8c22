/** From `start` up to `end`, exclusive. */
export interface Extent {
  readonly start: number;
  readonly end: number;
}

/** Reading this much for nothing is cheaper than another request. */
const WORTH_A_REQUEST_BYTES = 128 * 1024;

/** The fewest gaps closed that leave at most `maxExtents`: the narrowest first, and all that are not worth a request. */
export function mergeExtents(extents: readonly Extent[], maxExtents: number): Extent[] {
  const sorted = extents.filter(({ start, end }) => start < end).sort((a, b) => a.start - b.start);
  const wideGaps: number[] = [];
  sorted.forEach(({ start }, i) => {
    const gap = i === 0 ? 0 : start - sorted[i - 1]!.end;
    if (gap > WORTH_A_REQUEST_BYTES) wideGaps.push(gap);
  });
  const widestClosed = wideGaps.sort((a, b) => b - a)[maxExtents - 1] ?? WORTH_A_REQUEST_BYTES;
  return sorted.reduce<Extent[]>((merged, extent) => {
    const last = merged.at(-1);
    if (last !== undefined && extent.start - last.end <= widestClosed)
      merged[merged.length - 1] = { start: last.start, end: Math.max(last.end, extent.end) };
    else merged.push(extent);
    return merged;
  }, []);
}
