import type { SqsState } from '../consumer/consumer.js';
import type { SettledMessage } from '../delivery/settlement.js';

/** What `server.on()` tells; a type, because an interface would not be a record. */
// eslint-disable-next-line @typescript-eslint/consistent-type-definitions
export type SqsEvents = {
  /** For health checks and metrics. */
  readonly state: (state: SqsState) => unknown;
  /** Every message once it has been settled. */
  readonly settled: (message: SettledMessage) => unknown;
};
