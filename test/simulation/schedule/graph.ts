/** The decisions between worlds, by the worlds' numbers: a decision leads from one to another. */
export class Graph {
  private readonly from: number[] = [];
  private readonly to: number[] = [];

  add(from: number, to: number): void {
    this.from.push(from);
    this.to.push(to);
  }

  /** The first world from which none of the goals can be reached any more; undefined if there is none. */
  trap(worlds: number, goals: readonly number[]): number | undefined {
    const isSafe = new Uint8Array(worlds);
    const arrivals = this.arrivals(worlds);
    const left = [...goals];
    for (const goal of goals) isSafe[goal] = 1;
    for (let world = left.pop(); world !== undefined; world = left.pop())
      for (const before of arrivals(world))
        if (isSafe[before] === 0) {
          isSafe[before] = 1;
          left.push(before);
        }
    const trap = isSafe.indexOf(0);
    return trap < 0 ? undefined : trap;
  }

  /** Where a world can be reached from: the edges sorted by their target, since a list for each world would not fit into memory. */
  private arrivals(worlds: number): (world: number) => Int32Array {
    const starts = new Int32Array(worlds + 1);
    for (const target of this.to) starts[target + 1] = (starts[target + 1] ?? 0) + 1;
    for (let world = 0; world < worlds; world++)
      starts[world + 1] = (starts[world + 1] ?? 0) + (starts[world] ?? 0);
    const free = starts.slice();
    const sources = new Int32Array(this.to.length);
    for (const [edge, target] of this.to.entries()) {
      const place = free[target] ?? 0;
      sources[place] = this.from[edge] ?? 0;
      free[target] = place + 1;
    }
    return (world) => sources.subarray(starts[world], starts[world + 1]);
  }
}
