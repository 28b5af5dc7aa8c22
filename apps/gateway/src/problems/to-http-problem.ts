import { HttpException } from '@nestjs/common';
import { AirlockError } from '#core';
import { HttpProblem } from './http-problem.js';
import { STATUS, TITLE, type ProblemCode } from './problem-codes.js';

/** Long enough for a connection to come back, short enough that nobody notices. */
export const RETRY_AFTER_SECONDS = 2;

/** How Fastify says what a client did wrong before any code of ours ran: its error codes are documented and stable. */
const FASTIFY_CODES: Readonly<Record<string, ProblemCode>> = {
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'unsupported-media-type',
  FST_ERR_CTP_BODY_TOO_LARGE: 'body-too-large',
  FST_ERR_CTP_INVALID_JSON_BODY: 'malformed-json',
  FST_ERR_CTP_EMPTY_JSON_BODY: 'malformed-json',
  FST_ERR_BAD_URL: 'not-found',
  FST_ERR_MAX_PARAM_LENGTH: 'not-found',
};

/** Every error as the client may see it. What we did not foresee says nothing about itself. */
export function toHttpProblem(error: unknown): HttpProblem {
  if (error instanceof HttpProblem) return error;
  if (error instanceof AirlockError) return fromAirlock(error);
  if (error instanceof HttpException) return fromNest(error);
  return internal(error);
}

/** The message names what is away or broken, for the log; it is nobody else's business. */
function fromAirlock(error: AirlockError): HttpProblem {
  if (error.code !== 'dependency-unavailable' && error.code !== 'undecidable') return internal(error);
  return new HttpProblem('dependency-unavailable', 'Something this needs is away; try again.', {
    headers: { 'retry-after': String(RETRY_AFTER_SECONDS) },
    cause: error,
  });
}

/** Nest throws for an unknown route, and wraps Fastify's errors below 500. */
function fromNest(error: HttpException): HttpProblem {
  const code = FASTIFY_CODES[fastifyCode(error.cause) ?? ''] ?? codeOf(error.getStatus());
  return code === 'internal' ? internal(error) : new HttpProblem(code, `${TITLE[code]}.`, { cause: error });
}

function codeOf(status: number): ProblemCode {
  if (status === STATUS['not-found']) return 'not-found';
  return status < 500 ? 'malformed-request' : 'internal';
}

function fastifyCode(cause: unknown): string | undefined {
  return typeof cause === 'object' && cause !== null && 'code' in cause && typeof cause.code === 'string'
    ? cause.code
    : undefined;
}

const internal = (cause: unknown): HttpProblem =>
  new HttpProblem('internal', 'This is a bug of ours; it has been logged.', { cause });
