import type { AirlockErrorCode } from '#core';

/**
 * Every code a client can meet; stable, so clients may switch on it. `configuration-invalid` stops the process before
 * there is a client, and what is `undecidable` is unavailable to one. The last four are not about what the API offers,
 * but about HTTP itself and about our own bugs.
 */
export type ProblemCode =
  | Exclude<AirlockErrorCode, 'configuration-invalid' | 'undecidable'>
  | 'malformed-request'
  | 'request-timeout'
  | 'headers-too-large'
  | 'internal';

export const STATUS = {
  unauthenticated: 401,
  'rate-limited': 429,
  'unsupported-media-type': 415,
  'body-too-large': 413,
  'malformed-json': 400,
  'invalid-request': 422,
  'filename-required': 422,
  'filename-invalid': 422,
  'policy-unknown': 422,
  'media-type-not-allowed': 422,
  'metadata-invalid': 422,
  'size-exceeded': 413,
  'upload-not-found': 404,
  'not-found': 404,
  'not-validated': 409,
  'dependency-unavailable': 503,
  'malformed-request': 400,
  'request-timeout': 408,
  'headers-too-large': 431,
  internal: 500,
} as const satisfies Record<ProblemCode, number>;

/** RFC 9457, 3.1.3: the same for every occurrence of the problem. */
export const TITLE = {
  unauthenticated: 'A valid API key is needed',
  'rate-limited': 'Too many requests',
  'unsupported-media-type': 'The body must be application/json',
  'body-too-large': 'The body is too large',
  'malformed-json': 'The body is not JSON',
  'invalid-request': 'The request is invalid',
  'filename-required': 'A file name is needed',
  'filename-invalid': 'The file name is refused',
  'policy-unknown': 'There is no such policy',
  'media-type-not-allowed': 'The policy does not allow this media type',
  'metadata-invalid': 'The metadata is refused',
  'size-exceeded': 'The policy does not allow an object this large',
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
