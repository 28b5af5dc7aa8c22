import type { SqsPacket } from '../deserializers/sqs-deserializer.js';
import { decisive } from '../exceptions/refusal.js';

export interface PacketsInWork {
  readonly handle: (packet: SqsPacket) => Promise<void>;
  /** After such a failure the packets that follow would only fail too. */
  readonly isDependencyFailure: (error: unknown) => boolean;
  readonly signal: AbortSignal;
}

/**
 * Runs all packets of a message, one after another, and rejects unless all succeed. A packet that fails does not stop
 * the others: they would share its fate, retry by retry, into the dead-letter queue. On a redelivery all run again.
 */
export async function handlePackets(
  packets: readonly SqsPacket[],
  { handle, isDependencyFailure, signal }: PacketsInWork,
): Promise<void> {
  const errors: unknown[] = [];
  for (const packet of packets) {
    signal.throwIfAborted();
    try {
      await handle(packet);
    } catch (error) {
      if (isDependencyFailure(error)) throw error;
      errors.push(error);
    }
  }
  if (errors.length > 0) throw decisive(errors);
}
