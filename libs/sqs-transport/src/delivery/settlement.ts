/** How a handler ended. */
export interface Outcome {
  readonly hasFailed: boolean;
  readonly isRefused: boolean;
  readonly error?: unknown;
}

/** Everything that decides what becomes of a message. */
export interface Circumstances extends Outcome {
  /** SQS's redrive would take the message next time, without saying why. */
  readonly isLastReceive: boolean;
  readonly isStopping: boolean;
  readonly isVisibilityLost: boolean;
  readonly hasDeadLetterQueue: boolean;
}

/**
 * What became of a message: deleted; moved to the dead-letter queue; hidden by the backoff; given back at once because
 * the process stops; or left alone, to reappear when its visibility runs out.
 */
export type Settlement = 'acknowledged' | 'dead-lettered' | 'retried' | 'given-back' | 'left';

/** One message as it was settled. */
export interface SettledMessage {
  readonly messageId: string;
  readonly receiveCount: number;
  readonly settlement: Settlement;
  /** Why it was not acknowledged; bounded and escaped. */
  readonly reason?: string;
}

/** Only success is ever acknowledged. */
export function settlementOf(circumstances: Circumstances): Settlement {
  const { hasFailed, isRefused, isLastReceive, isStopping, isVisibilityLost, hasDeadLetterQueue } =
    circumstances;
  if (!hasFailed) return 'acknowledged';
  // Whoever has the message now decides about it.
  if (isVisibilityLost) return 'left';
  if (hasDeadLetterQueue && (isRefused || isLastReceive)) return 'dead-lettered';
  return isStopping ? 'given-back' : 'retried';
}
