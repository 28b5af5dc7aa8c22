import { type Readiness, ReadinessProbe } from './readiness.js';

/** A process that lives from a queue can work while it receives: the transport pauses by itself while what it needs is away. */
export class ReceivingProbe extends ReadinessProbe {
  constructor(private readonly receiver: { readonly state: string }) {
    super();
  }

  async check(): Promise<Readiness> {
    const { state } = this.receiver;
    return state === 'receiving'
      ? { status: 'ok' }
      : { status: 'unavailable', detail: `the queue is ${state}` };
  }
}
