import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { ServerResponse } from 'node:http';
import type { FastifyReply } from 'fastify';

/**
 * Aborts when the client leaves before it has its answer. By the response: since Node 16 the request's `close` comes
 * as soon as its body was read.
 */
export function goneSignal(
  response: Pick<ServerResponse, 'once' | 'writableFinished' | 'destroyed'>,
): AbortSignal {
  const gone = new AbortController();
  if (response.destroyed) gone.abort();
  response.once('close', () => {
    if (!response.writableFinished) gone.abort();
  });
  return gone.signal;
}

export const ClientGone = createParamDecorator((_: unknown, context: ExecutionContext) =>
  goneSignal(context.switchToHttp().getResponse<FastifyReply>().raw),
);
