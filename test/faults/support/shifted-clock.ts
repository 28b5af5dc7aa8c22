/** The environment of a process that lives in another time. */
export function shiftedClock(seconds: number): { NODE_OPTIONS: string } {
  const source = `
    const Real = Date, shift = ${seconds * 1000};
    globalThis.Date = class Date extends Real {
      constructor(...of) { if (of.length === 0) super(Real.now() + shift); else super(...of); }
      static now() { return Real.now() + shift; }
    };`;
  return { NODE_OPTIONS: `--import data:text/javascript,${encodeURIComponent(source)}` };
}
