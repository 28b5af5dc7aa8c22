import type { IncomingMessage } from 'node:http';
import { Catch, Logger, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { HttpProblem } from './http-problem.js';
import { problem, PROBLEM_MEDIA_TYPE } from './problem.js';
import { STATUS } from './problem-codes.js';
import { toHttpProblem } from './to-http-problem.js';

/** The one place where an error becomes an answer. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly logger = new Logger('Problem');

  catch(error: unknown, host: ArgumentsHost): void {
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    const { id: requestId, uploadId, raw } = host.switchToHttp().getRequest<FastifyRequest>();
    const about = { requestId, upload: uploadId ?? undefined };
    const isOurs = !isCutShort(raw);
    const { code, message, errors, headers, cause } = isOurs ? toHttpProblem(error) : cutShort(error);
    if (!isOurs)
      this.logger.log({ ...about, code, error: message }); // nothing else says so: there is no answer to log
    else if (code === 'internal') this.logger.error({ ...about, code, error: describe(cause) });
    else if (code === 'dependency-unavailable')
      this.logger.warn({ ...about, code, error: describe(cause ?? error) });
    if (reply.sent || reply.raw.headersSent) return;
    void reply
      .code(STATUS[code])
      .headers(headers)
      .type(PROBLEM_MEDIA_TYPE)
      .send(problem(code, message, errors));
  }
}

/** The client left in the middle of its request, or took too long for it: nobody reads the answer, and it is no error of ours. */
const isCutShort = ({ complete, errored }: IncomingMessage): boolean =>
  complete === false && errored !== null;

const cutShort = (cause: unknown): HttpProblem =>
  new HttpProblem('malformed-request', 'The request was cut short.', { cause });

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
