import { titleOf } from '../process/call.js';
import { type Decision, spent } from './decision.js';
import { type Effect, effectsOf, sourceOf } from './effect.js';
import { answered, ended, replaced, sorted, strayed } from './processes.js';
import type { Simulation } from './simulation.js';
import type { InFlight, Process, World } from './world.js';

/** What may become of the processes and of what they sent. */
export function moves(simulation: Simulation, world: World): Decision[] {
  const moves: Decision[] = [];
  for (const process of world.processes) {
    for (const call of process.calls) {
      moves.push(...effects(simulation, world, process, call));
      if (world.budget.faults > 0) moves.push(...losses(simulation, world, process, call));
    }
    if (world.budget.faults > 0) moves.push(...faults(world, process));
  }
  for (const [index, stray] of world.strays.entries())
    moves.push(...landings(simulation, world, stray, index));
  return moves;
}

function effects(simulation: Simulation, world: World, process: Process, call: InFlight): Decision[] {
  const begun = begin(simulation, world, call);
  const label = `${process.name}: ${titleOf(call.call)}`;
  if (begun !== undefined)
    return [
      {
        label: `${label} begins`,
        take: () => {
          const calls = process.calls.map((other) => (other === call ? begun : other));
          return replaced(world, process, { ...process, calls });
        },
      },
    ];
  return effectsOf(world, call, simulation.conditions).map((effect) => ({
    label: effect.how === undefined ? label : `${label} ${effect.how}`,
    take: () => answered(effect.world, process, call, { value: effect.answer }),
  }));
}

/** A request that takes time and has not begun, as it will be when it has. */
function begin(
  { setting, conditions }: Simulation,
  world: World,
  { source, ...call }: InFlight,
): InFlight | undefined {
  if (source !== undefined) return undefined;
  const found =
    call.call.name === 'objects.promote'
      ? sourceOf(world, call.call.promotion.ifMatch, conditions)
      : call.call.name === 'inspector.inspect' && setting.readsTwice === true
        ? world.incoming
        : undefined;
  return found && { ...call, source: found };
}

function losses({ conditions }: Simulation, world: World, process: Process, call: InFlight): Decision[] {
  const label = `${process.name}: ${titleOf(call.call)}`;
  const decisions: Decision[] = [
    {
      label: `${label} is not answered`,
      take: () => answered(strayed(spent(world, 'faults'), process, call), process, call, 'no answer'),
    },
  ];
  // The SDK repeats a write whose answer was lost; the copies' client does not.
  if (call.call.name === 'verdicts.create' || call.call.name === 'verdicts.replace') {
    const [effect] = effectsOf(world, call, conditions) as [Effect];
    decisions.push({ label: `${label} is sent again`, take: () => spent(effect.world, 'faults') });
  }
  return decisions;
}

function faults(world: World, process: Process): Decision[] {
  const { name, receiveCount, hasLapsed } = process;
  const decisions: Decision[] = [
    { label: `${name} dies`, take: () => ended(spent(world, 'faults'), process) },
  ];
  if (receiveCount > 0 && !hasLapsed)
    decisions.push({
      label: `${name} loses its message`,
      take: () => {
        const visible = sorted([...world.visible, receiveCount + 1]);
        return replaced({ ...spent(world, 'faults'), visible }, process, { ...process, hasLapsed: true });
      },
    });
  return decisions;
}

function landings(simulation: Simulation, world: World, stray: InFlight, index: number): Decision[] {
  const title = `stray ${index}, ${titleOf(stray.call)}`;
  const gone: World = { ...world, strays: world.strays.toSpliced(index, 1) };
  const begun = begin(simulation, world, stray);
  const lands: Decision =
    begun === undefined
      ? {
          label: `${title}, lands`,
          take: () => (effectsOf(gone, stray, simulation.conditions) as [Effect])[0].world,
        }
      : {
          label: `${title}, begins`,
          take: () => ({ ...world, strays: world.strays.with(index, begun) }),
        };
  return [lands, { label: `${title}, vanishes`, take: () => gone }];
}
