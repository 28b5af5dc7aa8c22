import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { Caller } from './tenant-resolver.js';

declare module 'fastify' {
  interface FastifyRequest {
    /** Set by admission; null on routes that are open to everybody. */
    caller: Caller | null;
  }
}

/** @throws if admission never ran: a route that needs a tenant must not work without one. */
export function tenantOf({ caller }: FastifyRequest): string {
  if (caller === null) throw new Error('this route needs a tenant, but admission let everybody in');
  return caller.tenant;
}

/** The tenant that asks. */
export const Tenant = createParamDecorator((_: unknown, context: ExecutionContext) =>
  tenantOf(context.switchToHttp().getRequest<FastifyRequest>()),
);
