import { StoppedClock } from '#testing';
import { Erase } from '../../../apps/gateway/src/uploads/erase.js';
import { Scan } from '../../../apps/scanner/src/scan/scan.js';
import { Sweep } from '../../../apps/scanner/src/sweep/sweep.js';
import { WRITTEN_AT } from '../world/version.js';
import { type Ports, UPLOAD } from './ports.js';

/** What a process runs, from its start to its end. */
export type Program = (ports: Ports) => Promise<unknown>;

/** What runs in a world: the real orchestrators, or mutated copies of them. */
export interface Programs {
  readonly scanner: (receiveCount: number) => Program;
  readonly eraser: (now: Date) => Program;
  /** @param ageSeconds of the object in incoming/, which has just come due */
  readonly sweeper: (ageSeconds: number) => Program;
}

/** Never fires: here a process that stops is a process that dies. */
const { signal } = new AbortController();

const CLOCK = new StoppedClock();

/** The scanner as its transport runs it: the message is acknowledged after the scan, and comes again if the scan throws. */
export function scannerOf(Orchestrator: typeof Scan): Programs['scanner'] {
  return (receiveCount) => async (ports) => {
    const { objects, verdicts, inspector, events, queue } = ports;
    const scan = new Orchestrator(objects, verdicts, inspector, events, queue, CLOCK);
    await scan.run({ upload: UPLOAD, receiveCount }, signal);
    await ports.acknowledge();
  };
}

export function eraserOf(Orchestrator: typeof Erase): Programs['eraser'] {
  return (now) => async (ports) => {
    const { verdicts, objects, queue } = ports;
    await new Orchestrator(verdicts, objects, queue, { now: () => now }).run(UPLOAD);
  };
}

export function sweeperOf(Orchestrator: typeof Sweep): Programs['sweeper'] {
  const at = (ageSeconds: number): Date => new Date(WRITTEN_AT.getTime() + ageSeconds * 1000);
  return (ageSeconds) => async (ports) => {
    const { objects, verdicts, queue } = ports;
    const window = { since: at(ageSeconds - 1), now: at(ageSeconds) };
    await new Orchestrator(objects, verdicts, queue).run(window, { pace: () => Promise.resolve(), signal });
  };
}

export const realPrograms: Programs = {
  scanner: scannerOf(Scan),
  eraser: eraserOf(Erase),
  sweeper: sweeperOf(Sweep),
};
