import { Catch, Logger, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { problem, PROBLEM_MEDIA_TYPE } from './problem.js';
import { STATUS } from './problem-codes.js';
import { toHttpProblem } from './to-http-problem.js';

/** The one place where an error becomes an answer. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly logger = new Logger('Problem');

  catch(error: unknown, host: ArgumentsHost): void {
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    const { id: requestId } = host.switchToHttp().getRequest<FastifyRequest>();
    const { code, message, errors, headers, cause } = toHttpProblem(error);
    if (code === 'internal') this.logger.error({ requestId, code, error: describe(cause) });
    else if (code === 'dependency-unavailable')
      this.logger.warn({ requestId, code, error: describe(cause ?? error) });
    if (reply.sent || reply.raw.headersSent) return;
    void reply
      .code(STATUS[code])
      .headers(headers)
      .type(PROBLEM_MEDIA_TYPE)
      .send(problem(code, message, errors));
  }
}

/** An error may be its own cause's cause. */
const MAX_CAUSES = 5;

/** A stack, and its causes'. Nest's logger writes it as one JSON string, so hostile text cannot forge a line. */
function describe(error: unknown, causesLeft = MAX_CAUSES): string {
  if (!(error instanceof Error)) return String(error);
  const text = error.stack ?? error.message;
  return error.cause === undefined || causesLeft === 0
    ? text
    : `${text}\ncaused by ${describe(error.cause, causesLeft - 1)}`;
}
