import { type Call, stepOf } from '../../../dev/faults/call.js';

/** Which calls of the scanner are about an upload: its key, its event, or the receipt of its message. */
export class Steps {
  readonly of = new Map<string, string[]>();

  constructor(private readonly ids: readonly string[]) {
    for (const id of ids) this.of.set(id, []);
  }

  /** The number of this call among those of its upload, from 0; undefined for a call that is about none. */
  take(call: Call): { id: string; number: number } | undefined {
    const id = this.ids.find((candidate) => call.subject.includes(candidate)) ?? this.settled(call);
    if (id === undefined) return undefined;
    const steps = this.of.get(id) ?? [];
    steps.push(stepOf(call));
    return { id, number: steps.length - 1 };
  }

  /** A receipt names no upload; only one whose incoming object was just deleted is acknowledged. */
  private settled({ operation }: Call): string | undefined {
    if (operation !== 'DeleteMessage') return undefined;
    return this.ids.find((id) => this.of.get(id)?.at(-1) === 'DeleteObject incoming/');
  }
}
