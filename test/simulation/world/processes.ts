import type { Behaviour } from '../process/behaviour.js';
import { isWrite } from '../process/call.js';
import type { Answer } from '../process/execution.js';
import type { InFlight, Process, World } from './world.js';

export function started(world: World, name: string, behaviour: Behaviour, receiveCount = 0): World {
  const isLate = world.verdict !== undefined;
  const process: Process = {
    name,
    behaviour,
    receiveCount,
    calls: [],
    hasLapsed: false,
    isLate,
    puts: world.puts,
  };
  return { ...world, processes: [...world.processes, process] };
}

export function replaced(world: World, process: Process, by: Process | undefined): World {
  const processes = world.processes.flatMap((other) =>
    other !== process ? [other] : by === undefined ? [] : [by],
  );
  return { ...world, processes };
}

/** Lets an answer through to the process. */
export function answered(world: World, process: Process, { number, call }: InFlight, answer: Answer): World {
  const isAcknowledged = call.name === 'message.acknowledge' && answer !== 'no answer';
  return replaced(world, process, {
    ...process,
    behaviour: process.behaviour.after(number, answer),
    calls: process.calls.filter((other) => other.number !== number),
    receiveCount: isAcknowledged ? 0 : process.receiveCount,
  });
}

/** The process is no more: its message comes again, and what it had sent is on its own. */
export function ended(world: World, process: Process): World {
  const { receiveCount, hasLapsed, calls } = process;
  const visible =
    receiveCount > 0 && !hasLapsed ? sorted([...world.visible, receiveCount + 1]) : world.visible;
  return calls.reduce(
    (rest, call) => strayed(rest, process, call),
    replaced({ ...world, visible }, process, undefined),
  );
}

/**
 * Nobody waits for the call any more; a read leaves nothing behind, and a lost acknowledgement is one that never was.
 * What a scanner sends after it lost its message counts as sent before: from the loss to the last landing it is 900 s.
 */
export function strayed(world: World, { hasLapsed }: Process, call: InFlight): World {
  return isWrite(call.call) && call.call.name !== 'message.acknowledge'
    ? { ...world, strays: [...world.strays, hasLapsed ? { ...call, at: 0 } : call] }
    : world;
}

/** Runs what can run by itself: processes whose answers have come send their next calls, or end. */
export function advanced(world: World): World | Promise<World> {
  const unknown = world.processes.find(({ behaviour }) => behaviour.standing === undefined);
  if (unknown !== undefined) return unknown.behaviour.run().then(() => advanced(world));
  return world.processes.reduce(progressed, world);
}

function progressed(world: World, process: Process): World {
  const { behaviour, calls, name } = process;
  const { pending = [], ending } = behaviour.standing ?? {};
  if (ending !== undefined) {
    const isErased = name.startsWith('eraser') && ending === 'returned';
    return ended(isErased ? { ...world, erasure: 'done' } : world, process);
  }
  if (pending.length === calls.length) return world;
  const fresh = pending
    .filter(({ number }) => !calls.some((call) => call.number === number))
    .map((call, index): InFlight => ({ ...call, at: world.sent + index }));
  const sent = world.sent + fresh.length;
  return replaced({ ...world, sent }, process, { ...process, calls: [...calls, ...fresh] });
}

export const sorted = (counts: readonly number[]): readonly number[] => [...counts].sort((a, b) => a - b);
