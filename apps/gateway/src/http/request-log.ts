import { Logger } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';

const logger = new Logger('Http');

/**
 * One line a request. The route's pattern, not the URL: queries, presigned URLs and ids that we did not issue stay out of
 * the log. Probes are many and say nothing.
 */
export async function logRequest(request: FastifyRequest, reply: FastifyReply): Promise<void> {
  const route = request.routeOptions.url ?? 'none';
  if (route.startsWith('/health/')) return;
  logger.log({
    method: request.method,
    route,
    status: reply.statusCode,
    tenant: request.caller?.tenant,
    upload: request.uploadId ?? undefined,
    milliseconds: Math.round(reply.elapsedTime),
    requestId: request.id,
  });
}
