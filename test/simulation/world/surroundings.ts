import { SWEEP_SCHEDULE } from '../../../apps/scanner/src/sweep/schedule.js';
import { type Decision, spent } from './decision.js';
import { sorted, started } from './processes.js';
import { isForgotten } from './rest.js';
import { uploaded } from './setting.js';
import type { Simulation } from './simulation.js';
import { type Budget, heldBack, type World } from './world.js';

const [FIRST_AGE_SECONDS = 0] = SWEEP_SCHEDULE.agesSeconds;

/** What happens around the processes: the client writes and erases, the queue delivers, the sweeper and the operator look. */
export function surroundings(simulation: Simulation, world: World): Decision[] {
  return [
    ...client(simulation, world),
    ...erasing(simulation, world),
    ...queue(simulation, world),
    ...sweeping(simulation, world),
    ...operator(world, world.budget),
  ];
}

function* client({ setting, conditions }: Simulation, world: World): Generator<Decision> {
  const { puts, visible } = world;
  const bytes = setting.puts[puts];
  if (bytes === undefined || (world.incoming !== undefined && conditions.clientNeverOverwrites)) return;
  const arrived: World = {
    ...world,
    incoming: uploaded(bytes, puts),
    hasArrived: true,
    puts: puts + 1,
    isOld: false,
    isReplay: world.verdict !== undefined,
  };
  yield { label: `client puts ${bytes}`, take: () => ({ ...arrived, visible: sorted([...visible, 1]) }) };
  if (world.budget.losses > 0)
    yield { label: `client puts ${bytes}, and nobody is told`, take: () => spent(arrived, 'losses') };
}

/** A client whose DELETE was not answered 204 asks again; one that was may ask again. */
function* erasing(simulation: Simulation, world: World): Generator<Decision> {
  const { budget, erasure, processes } = world;
  const isRunning = processes.some(({ name }) => name.startsWith('eraser'));
  const isAskedAgain = erasure === 'owed' && !isRunning && simulation.setting.givesUpErasing !== true;
  const slot = freeSlot(world, 'eraser', 2);
  if (slot === undefined || (budget.erasures === 0 && !isAskedAgain)) return;
  const asked: World = { ...world, erasure: erasure === 'done' ? 'done' : 'owed' };
  yield {
    label: `eraser ${slot} starts`,
    take: () =>
      started(
        isAskedAgain ? asked : spent(asked, 'erasures'),
        `eraser ${slot}`,
        simulation.cast.eraser(slot),
      ),
  };
}

function* queue(simulation: Simulation, world: World): Generator<Decision> {
  const { visible, delayed, budget, dead } = world;
  const { scanners, maxReceiveCount = Infinity } = simulation.setting;
  const slot = freeSlot(world, 'scanner', scanners);
  for (const [index, count] of visible.entries()) {
    if (visible[index - 1] === count) continue; // messages that are alike
    const rest: World = { ...world, visible: visible.toSpliced(index, 1) };
    if (count > maxReceiveCount)
      yield { label: 'a message moves to the dead-letter queue', take: () => ({ ...rest, dead: dead + 1 }) };
    else if (slot !== undefined)
      yield {
        label: `scanner ${slot} receives a message for time ${count}`,
        take: () => started(rest, `scanner ${slot}`, simulation.cast.scanner(slot, count), count),
      };
  }
  const noticed: World = { ...world, visible: sorted([...visible, 1]) };
  if (delayed.length > 0 && !isTooEarly(simulation, world))
    yield { label: 'a delayed message is due', take: () => ({ ...noticed, delayed: delayed.slice(1) }) };
  if (budget.duplicates > 0 && world.hasArrived)
    yield { label: 'the notification comes again', take: () => spent(noticed, 'duplicates') };
}

/**
 * The first delayed message comes 900 s after it was sent. Whatever was under way then has by now taken effect or
 * never will, and a scanner that lost its message has given up.
 */
function isTooEarly({ setting }: Simulation, world: World): boolean {
  const { processes, strays, delayed } = world;
  const copies = processes.flatMap(({ calls }) =>
    calls.filter(({ call }) => call.name === 'objects.promote'),
  );
  const isErasing = strays.length > 0 || processes.some(({ name }) => name.startsWith('eraser'));
  return (
    (setting.erasesQuickly === true && isErasing) ||
    (setting.outlivesDelays !== true && processes.some(({ hasLapsed }) => hasLapsed)) ||
    [...copies, ...strays].some((call) => heldBack(world, call) === delayed.length)
  );
}

/** Passes when it finds something to do; whether a message says so already, it cannot know. */
function* sweeping({ setting, cast }: Simulation, world: World): Generator<Decision> {
  const { incoming, budget, processes, isOld } = world;
  const isOwed = setting.isSwept === true && isForgotten(world);
  if (incoming === undefined || (!isOwed && budget.sweeps === 0)) return;
  if (processes.some(({ name }) => name === 'sweeper')) return;
  const swept = isOwed ? world : spent(world, 'sweeps');
  if (!isOld)
    yield {
      label: 'the sweeper passes',
      take: () => started(swept, 'sweeper', cast.sweeper(FIRST_AGE_SECONDS)),
    };
  if (isOld || setting.growsOld === true)
    yield {
      label: 'the sweeper passes after three days',
      take: () => started({ ...swept, isOld: true }, 'sweeper', cast.sweeper(SWEEP_SCHEDULE.giveUpSeconds)),
    };
}

function* operator(world: World, budget: Budget): Generator<Decision> {
  const { dead, sent, delayed } = world;
  if (dead === 0) return;
  const buried: World = { ...world, dead: dead - 1 };
  // An operator comes later than anything that was under way.
  yield {
    label: 'a dead letter is put back',
    take: () => ({ ...buried, delayed: [...delayed, sent], sent: sent + 1 }),
  };
  if (budget.drops > 0) yield { label: 'a dead letter is dropped', take: () => spent(buried, 'drops') };
}

/** The first of so many processes of a kind that does not run. They are alike, so one will do. */
function freeSlot({ processes }: World, kind: string, slots: number): number | undefined {
  for (let slot = 1; slot <= slots; slot++)
    if (!processes.some(({ name }) => name === `${kind} ${slot}`)) return slot;
  return undefined;
}
