import type { FastifyInstance } from 'fastify';

/**
 * Bodies are JSON or nothing. An empty one with a JSON media type is nothing: many clients set the header on every
 * request. Keys that would reach a prototype (`__proto__`, `constructor.prototype`) make a body malformed.
 */
export function acceptJsonOnly(fastify: FastifyInstance): void {
  const parse = fastify.getDefaultJsonParser('error', 'error');
  fastify.removeAllContentTypeParsers();
  fastify.addContentTypeParser<string>('application/json', { parseAs: 'string' }, (request, body, done) => {
    if (body === '') done(null, undefined);
    else void parse(request, body, done);
  });
}
