import type { Behaviour } from '../process/behaviour.js';
import type { SentCall } from '../process/execution.js';
import { idOf, type Version } from './version.js';

/** A request that is under way. */
export interface InFlight extends SentCall {
  /** When it was sent, on the world's own count. */
  readonly at: number;
  /** What a request that takes time found when it began: a copy reads its source long before its target appears. */
  readonly source?: Version;
}

export interface Process {
  readonly name: string;
  readonly behaviour: Behaviour;
  readonly calls: readonly InFlight[];
  /** The receive count of the message it holds; 0 if it holds none. */
  readonly receiveCount: number;
  /** Its message became visible again while it worked: it goes on, but somebody else will have the message. */
  readonly hasLapsed: boolean;
  /** There was a verdict when it began: it has nothing to decide and nothing to copy. */
  readonly isLate: boolean;
  /** How many objects the client had written when it began. */
  readonly puts: number;
}

/** How often something may still happen in this world. */
export interface Budget {
  /** A process dies, a call gets no answer, a request is sent twice, a message comes again while it is held. */
  readonly faults: number;
  readonly duplicates: number;
  /** Notifications that S3 never sends. */
  readonly losses: number;
  /** Passes of the sweeper over an object that has a message. */
  readonly sweeps: number;
  /** Dead letters that an operator drops. */
  readonly drops: number;
  readonly erasures: number;
}

/** Everything that is true at one moment. Never changed: every decision makes a new one. */
export interface World {
  readonly incoming: Version | undefined;
  readonly clean: Version | undefined;
  readonly verdict: string | undefined;
  /** Every distinct event, as JSON. */
  readonly events: readonly string[];
  /** Bytes that some scan accepted. */
  readonly accepted: readonly string[];
  readonly hasArrived: boolean;
  /** Receive counts of the messages that may be received, in ascending order: all of them name the one upload. */
  readonly visible: readonly number[];
  /** When each delayed message was sent, in ascending order. */
  readonly delayed: readonly number[];
  /** Messages in the dead-letter queue. */
  readonly dead: number;
  readonly processes: readonly Process[];
  /** Writes whose caller died or gave up: they may land late, or never. */
  readonly strays: readonly InFlight[];
  /** How many objects the client has written. */
  readonly puts: number;
  /** What is in incoming/ has been there for three days. */
  readonly isOld: boolean;
  /** What is in incoming/ came after the verdict. */
  readonly isReplay: boolean;
  /** `owed`: asked for and not answered with success, so the client asks again. */
  readonly erasure: 'not asked' | 'owed' | 'done';
  readonly budget: Budget;
  /** Calls and messages sent so far. */
  readonly sent: number;
}

/**
 * How many of the delayed messages were sent after a request: they come 900 s later, and by then the request has
 * taken effect or never will.
 */
export function heldBack({ delayed }: World, { at }: InFlight): number {
  return delayed.length - delayed.filter((sentAt) => sentAt < at).length;
}

/** The same for worlds that no decision can tell apart. */
export function fingerprint(world: World): string {
  const { budget } = world;
  const flight = (call: InFlight): string =>
    `${call.source?.id ?? ''}<${call.call.name === 'objects.promote' ? heldBack(world, call) : ''}`;
  const processes = world.processes
    .map(({ name, behaviour, receiveCount, hasLapsed, isLate, puts, calls }) =>
      [name, behaviour.id, receiveCount, hasLapsed, isLate, puts < world.puts, ...calls.map(flight)].join(),
    )
    .sort();
  const strays = world.strays
    .map((call) => `${idOf(call.text)},${call.source?.id ?? ''}<${heldBack(world, call)}`)
    .sort();
  return [
    world.incoming?.id,
    world.clean?.id,
    world.verdict === undefined ? '' : idOf(world.verdict),
    world.events.map(idOf).join(),
    world.accepted.join(),
    world.hasArrived,
    world.visible.join(),
    world.delayed.length,
    world.dead,
    processes.join('&'),
    strays.join('&'),
    world.puts,
    world.isOld,
    world.isReplay,
    world.erasure,
    budget.faults,
    budget.duplicates,
    budget.losses,
    budget.sweeps,
    budget.drops,
    budget.erasures,
  ].join('|');
}
