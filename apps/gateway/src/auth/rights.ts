import { RouteConfig } from '@nestjs/platform-fastify';
import type { FastifyRequest } from 'fastify';
import { HttpProblem } from '../problems/http-problem.js';
import type { Caller } from './tenant-resolver.js';

declare module 'fastify' {
  interface FastifyContextConfig {
    isForPages?: boolean;
  }
}

/**
 * A route that a page may call: with the token of a session, where a caller is needed at all, and from another origin.
 * What is not marked is for API keys alone.
 */
export const ForPages = (): MethodDecorator => RouteConfig({ isForPages: true });

/**
 * @throws HttpProblem unless the caller may use the route that was matched. The route alone decides, so a refusal says nothing of
 * any upload; that an upload is the session's own is for {@link IssuedUpload} to see.
 */
export function authorise({ session }: Caller, { routeOptions, headers, is404 }: FastifyRequest): void {
  if (session === undefined || is404) return;
  if (routeOptions.config.isForPages !== true)
    throw new HttpProblem('forbidden', 'This needs an API key; a session may only upload.');
  const { origin } = headers;
  // A browser sends it with every request to another origin, and a page cannot change it.
  if (session.origin !== undefined && origin !== undefined && origin !== session.origin)
    throw new HttpProblem('origin-not-allowed', 'The session is for pages of another origin.');
}
