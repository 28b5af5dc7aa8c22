/** What the gateway answers; see `/docs`. A later gateway may know more. */
export type ProblemCode =
  | 'unauthenticated'
  | 'forbidden'
  | 'origin-not-allowed'
  | 'rate-limited'
  | 'unsupported-media-type'
  | 'body-too-large'
  | 'malformed-json'
  | 'invalid-request'
  | 'filename-required'
  | 'filename-invalid'
  | 'policy-unknown'
  | 'policy-not-allowed'
  | 'media-type-not-allowed'
  | 'media-type-ambiguous'
  | 'metadata-invalid'
  | 'size-exceeded'
  | 'upload-not-found'
  | 'not-found'
  | 'not-validated'
  | 'dependency-unavailable'
  | 'malformed-request'
  | 'request-timeout'
  | 'headers-too-large'
  | 'internal';

/** What no gateway says: nobody answered, S3 refused, the answer was none of Airlock's, no verdict came in time. */
export type ClientErrorCode =
  'connection-failed' | 'storage-refused' | 'unexpected-answer' | 'verdict-overdue' | 'checksum-unavailable';

export interface FieldProblem {
  readonly field: string;
  readonly code: string;
  readonly message: string;
}

interface Circumstances extends ErrorOptions {
  readonly status?: number | undefined;
  readonly errors?: readonly FieldProblem[] | undefined;
  readonly retryAfterSeconds?: number | undefined;
}

/** Whatever goes wrong with an upload, but its rejection, which is a verdict, and an abort, which throws the signal's reason. */
export class AirlockError extends Error {
  override readonly name = 'AirlockError';
  /** The HTTP status, if there was an answer. */
  readonly status: number | undefined;
  /** Everything that is wrong with the request, field by field. */
  readonly errors: readonly FieldProblem[];
  readonly retryAfterSeconds: number | undefined;

  constructor(
    /** Stable: switch on it. */
    // The rest of the union keeps completion for the codes that are known, and takes those that are not.
    readonly code: ProblemCode | ClientErrorCode | (string & Record<never, never>),
    message: string,
    { status, errors, retryAfterSeconds, ...options }: Circumstances = {},
  ) {
    super(message, options);
    this.status = status;
    this.errors = errors ?? [];
    this.retryAfterSeconds = retryAfterSeconds;
  }
}
