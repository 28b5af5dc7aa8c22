/** Every code a client can meet, and its HTTP status. Stable, so clients may switch on it. */
export const STATUS = {
  unauthenticated: 401,
  forbidden: 403,
  'origin-not-allowed': 403,
  'rate-limited': 429,
  'unsupported-media-type': 415,
  'body-too-large': 413,
  'malformed-json': 400,
  'invalid-request': 422,
  'filename-required': 422,
  'filename-invalid': 422,
  'policy-unknown': 422,
  'policy-not-allowed': 422,
  'media-type-not-allowed': 422,
  'media-type-ambiguous': 422,
  'metadata-invalid': 422,
  'size-exceeded': 413,
  'upload-not-found': 404,
  'not-found': 404,
  'not-validated': 409,
  'dependency-unavailable': 503,
  // Not about what the API offers, but about HTTP itself and about our own bugs.
  'malformed-request': 400,
  'request-timeout': 408,
  'headers-too-large': 431,
  internal: 500,
} as const;

export type ProblemCode = keyof typeof STATUS;

/** RFC 9457, 3.1.3: the same for every occurrence of the problem. */
export const TITLE = {
  unauthenticated: 'A valid API key or session is needed',
  forbidden: 'A session may not do this',
  'origin-not-allowed': 'The session is for pages of another origin',
  'rate-limited': 'Too many requests',
  'unsupported-media-type': 'The body must be application/json',
  'body-too-large': 'The body is too large',
  'malformed-json': 'The body is not JSON',
  'invalid-request': 'The request is invalid',
  'filename-required': 'A file name is needed',
  'filename-invalid': 'The file name is refused',
  'policy-unknown': 'There is no such policy',
  'policy-not-allowed': 'The session does not allow this policy',
  'media-type-not-allowed': 'The policy does not allow this media type',
  'media-type-ambiguous': 'The media type has to be given',
  'metadata-invalid': 'The metadata is refused',
  'size-exceeded': 'An object this large is not allowed',
  'upload-not-found': 'There is no such upload',
  'not-found': 'There is nothing here',
  'not-validated': 'The upload is not validated',
  'dependency-unavailable': 'A dependency is unavailable',
  'malformed-request': 'The request is not HTTP as understood here',
  'request-timeout': 'The request took too long to arrive',
  'headers-too-large': 'The header fields are too large',
  internal: 'Something went wrong here',
} as const satisfies Record<ProblemCode, string>;

export const PROBLEM_CODES = Object.keys(STATUS) as readonly ProblemCode[];
