/**
 * What can go wrong that is a dependency's or a configuration's doing. A bad object is never one of these: that is a
 * Rejection, and a Rejection is a value. A bad request is none either: that is the HTTP edge's affair.
 *
 * `configuration-invalid`: the process cannot start like this.
 * `policy-unknown`: an upload names a policy that this process does not know: a rollout in the wrong order.
 * `dependency-unavailable`: what this needs is away, for everybody, so whoever works through a queue had better wait.
 * `undecidable`: this one upload cannot be decided now, or its verdict not be read; that says nothing about any other.
 */
export type AirlockErrorCode =
  'configuration-invalid' | 'policy-unknown' | 'dependency-unavailable' | 'undecidable';

export class AirlockError extends Error {
  override readonly name = 'AirlockError';

  constructor(
    readonly code: AirlockErrorCode,
    message: string,
    options?: { cause?: unknown },
  ) {
    super(message, options);
  }
}
