import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { HttpProblem } from '../problems/http-problem.js';
import { RateLimits } from '../rate-limit/rate-limits.js';
import { authorise } from './rights.js';
import { TenantResolver } from './tenant-resolver.js';

const GUARDED = /^\/(?:uploads|sessions)(?:[/?]|$)/;

/**
 * Who asks, may they ask this, and again so soon. A Nest guard runs after Fastify has read and parsed the body; this runs
 * before (`onRequest`), so that a stranger's bytes are never parsed and 401, 403 and 429 come before 415, 413 and 400.
 */
@Injectable()
export class Admission {
  constructor(
    private readonly tenants: TenantResolver,
    private readonly rateLimits: RateLimits,
  ) {}

  async admit(request: FastifyRequest): Promise<void> {
    if (!isGuarded(request)) return;
    const caller = await this.tenants.resolve(request.headers);
    if (caller === undefined)
      throw new HttpProblem('unauthenticated', UNAUTHENTICATED, {
        headers: { 'www-authenticate': 'Bearer' },
      });
    request.caller = caller;
    const retryAfterSeconds = await this.rateLimits.take(caller);
    if (retryAfterSeconds > 0)
      throw new HttpProblem('rate-limited', `You may ask again in ${retryAfterSeconds} s.`, {
        headers: { 'retry-after': String(retryAfterSeconds) },
      });
    authorise(caller, request);
  }
}

const UNAUTHENTICATED =
  'Send a valid API key, or the token of a session that has not expired, as `Authorization: Bearer …`.';

/** By the route that was matched, because a path has many spellings (`/%75ploads`); by the path where no route was. */
function isGuarded(request: FastifyRequest): boolean {
  const { config, url } = request.routeOptions;
  // Browsers send preflights without credentials.
  return config.preflightOf === undefined && GUARDED.test(url ?? request.url);
}
