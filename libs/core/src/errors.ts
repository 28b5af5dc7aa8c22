/**
 * What can go wrong that is the caller's or a dependency's doing. A bad object is never one of these: that is a
 * Rejection, and a Rejection is a value. Codes are stable; the HTTP edge gives each a status.
 *
 * `dependency-unavailable`: what this needs is away, for everybody, so whoever works through a queue had better wait.
 * `undecidable`: this one upload cannot be decided now, or its verdict not be read; that says nothing about any other.
 */
export type AirlockErrorCode =
  | 'unauthenticated'
  | 'rate-limited'
  | 'unsupported-media-type'
  | 'body-too-large'
  | 'malformed-json'
  | 'invalid-request'
  | 'filename-required'
  | 'filename-invalid'
  | 'policy-unknown'
  | 'media-type-not-allowed'
  | 'metadata-invalid'
  | 'size-exceeded'
  | 'upload-not-found'
  | 'not-found'
  | 'not-validated'
  | 'configuration-invalid'
  | 'dependency-unavailable'
  | 'undecidable';

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
