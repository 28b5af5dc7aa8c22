import helmet from '@fastify/helmet';
import { NotFoundException } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Admission } from '../auth/admission.js';
import { closeEarly } from './close-early.js';
import { Cors } from './cors.js';
import { acceptJsonOnly } from './json-only.js';
import { logRequest } from './request-log.js';
import { SECURITY_HEADERS } from './security-headers.js';

/** What happens to every request, in this order, before its route does anything. */
export async function configureHttp(app: NestFastifyApplication): Promise<void> {
  const fastify = app.getHttpAdapter().getInstance();
  const admission = app.get(Admission);
  const cors = app.get(Cors);
  acceptJsonOnly(fastify);
  fastify.decorateRequest('caller', null);
  fastify.decorateRequest('uploadId', null);
  cors.addPreflights(fastify);
  fastify.addHook('onResponse', logRequest);
  fastify.addHook('onSend', closeEarly);
  // Awaited, so that its hook is there before ours and a refusal has its headers too.
  await app.register(helmet, SECURITY_HEADERS);
  fastify.addHook('onRequest', async (request, reply) => {
    // Answers are about one tenant and may hold presigned URLs.
    reply.header('cache-control', 'no-store').header('x-request-id', request.id);
    cors.answer(request, reply);
    await admission.admit(request);
    if (request.is404) throw new NotFoundException(); // here, so that no body is read for it
  });
}
