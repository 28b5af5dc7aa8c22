import { Behaviour } from './behaviour.js';
import { type Programs, realPrograms } from './programs.js';

/** Every process has a clock of its own, so that two verdicts are never equal by chance. */
const clockOf = (number: number): Date => new Date(Date.UTC(2030, 0, 1, 0, 0, number));
const FIRST_ERASER = 30;

/** The processes that may appear in a world: remembers what each of them does, for as many worlds as it plays in. */
export class Cast {
  private readonly behaviours = new Map<string, Behaviour>();

  constructor(private readonly programs: Programs = realPrograms) {}

  scanner(slot: number, receiveCount: number): Behaviour {
    return this.behaviour(
      `scanner ${slot}, ${receiveCount}`,
      () => new Behaviour(this.programs.scanner(receiveCount), clockOf(slot)),
    );
  }

  eraser(slot: number): Behaviour {
    const now = clockOf(FIRST_ERASER + slot);
    return this.behaviour(`eraser ${slot}`, () => new Behaviour(this.programs.eraser(now), now));
  }

  sweeper(ageSeconds: number): Behaviour {
    return this.behaviour(
      `sweeper ${ageSeconds}`,
      () => new Behaviour(this.programs.sweeper(ageSeconds), clockOf(0)),
    );
  }

  private behaviour(name: string, make: () => Behaviour): Behaviour {
    const behaviour = this.behaviours.get(name) ?? make();
    this.behaviours.set(name, behaviour);
    return behaviour;
  }
}
