import { type Call, stepOf } from '../rig/call.js';

/** Which calls of an app are about an upload: its key, its message or its event. */
export class Steps {
  readonly of = new Map<string, string[]>();

  constructor(ids: Iterable<string>) {
    for (const id of ids) this.of.set(id, []);
  }

  /** The number of this call among those of its upload, from 0; undefined for a call that is about none, or a heartbeat. */
  take(call: Call): { id: string; number: number } | undefined {
    if (call.operation === 'ChangeMessageVisibility') return undefined;
    for (const [id, steps] of this.of)
      if (call.subject.includes(id)) {
        steps.push(stepOf(call));
        return { id, number: steps.length - 1 };
      }
    return undefined;
  }

  /** Every message was acknowledged, so nothing more follows. */
  get areComplete(): boolean {
    return [...this.of.values()].every((steps) => steps.includes('DeleteMessage'));
  }
}
