import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { Caller } from './tenant-resolver.js';

declare module 'fastify' {
  interface FastifyRequest {
    /** Set by admission; null on routes that are open to everybody. */
    caller: Caller | null;
    /** Of the upload that the request is about, once it is known to be the caller's: every line about it has it. */
    uploadId: string | null;
  }
}

/** @throws if admission never ran: a route that needs a caller must not work without one. */
export function callerOf({ caller }: Pick<FastifyRequest, 'caller'>): Caller {
  if (caller === null) throw new Error('this route needs a caller, but admission let everybody in');
  return caller;
}

/** Whoever asks. */
export const CalledBy = createParamDecorator((_: unknown, context: ExecutionContext) =>
  callerOf(context.switchToHttp().getRequest<FastifyRequest>()),
);

/** For a pipe that has to know more than one part of the request. */
export const RequestItself = createParamDecorator((_: unknown, context: ExecutionContext) =>
  context.switchToHttp().getRequest<FastifyRequest>(),
);
