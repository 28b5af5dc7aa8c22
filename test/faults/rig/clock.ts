import type { Environment } from '../../../tools/stack/environment.js';

/** The environment of a process that lives in another time. */
export const shiftedClock = (seconds: number): Environment => clock(`let shift = ${seconds * 1000};`);

/** Of one whose time jumps at SIGUSR2. */
export const jumpingClock = (seconds: number): Environment =>
  clock(`let shift = 0; process.on('SIGUSR2', () => (shift += ${seconds * 1000}));`);

function clock(shift: string): Environment {
  const source = `
    const Real = Date; ${shift}
    globalThis.Date = class Date extends Real {
      constructor(...of) { if (of.length === 0) super(Real.now() + shift); else super(...of); }
      static now() { return Real.now() + shift; }
    };`;
  return { NODE_OPTIONS: `--import data:text/javascript,${encodeURIComponent(source)}` };
}
