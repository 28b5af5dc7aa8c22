import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

/** `*`, or origins as browsers write them. */
export type Origins = '*' | readonly string[];

declare module 'fastify' {
  interface FastifyContextConfig {
    /** The methods that pages may use on this path: the route answers preflights of them. */
    preflightOf?: Set<string>;
  }
}

/** Chromium keeps an answer to a preflight for two hours at most. */
const MAX_AGE_SECONDS = 7200;

/**
 * CORS on the routes that pages may call ({@link ForPages}), and on no other. Answers need a token in a header, never a
 * cookie, so nothing is to be had by a page that has none, whatever its origin is.
 */
export class Cors {
  private readonly preflights = new Map<string, Set<string>>();

  constructor(private readonly origins: Origins) {}

  /** Gives each such path a route for its preflights. Before the routes themselves. */
  addPreflights(fastify: FastifyInstance): void {
    fastify.addHook('onRoute', ({ url, method, config }) => {
      if (config?.isForPages !== true) return;
      const known = this.preflights.get(url);
      const methods = known ?? new Set<string>();
      for (const name of [method].flat()) methods.add(name);
      if (known !== undefined) return;
      this.preflights.set(url, methods);
      fastify.options(url, { config: { preflightOf: methods } }, (_, reply) => reply.code(204).send());
    });
  }

  /** Before anybody is asked who they are: a preflight has no credentials, and a page has to be able to read a refusal. */
  answer({ headers: { origin }, routeOptions: { config } }: FastifyRequest, reply: FastifyReply): void {
    if (config.isForPages !== true && config.preflightOf === undefined) return;
    if (this.origins !== '*') reply.header('vary', 'origin');
    if (origin === undefined || !(this.origins === '*' || this.origins.includes(origin))) return;
    reply.header('access-control-allow-origin', this.origins === '*' ? '*' : origin);
    if (config.preflightOf === undefined)
      reply.header('access-control-expose-headers', 'retry-after, x-request-id');
    else
      reply
        .header('access-control-allow-methods', [...config.preflightOf].join(', '))
        .header('access-control-allow-headers', 'authorization, content-type')
        .header('access-control-max-age', String(MAX_AGE_SECONDS));
  }
}
