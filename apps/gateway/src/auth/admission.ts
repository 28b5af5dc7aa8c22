import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { HttpProblem } from '../problems/http-problem.js';
import { RateLimit } from '../rate-limit/rate-limit.js';
import { TenantResolver } from './tenant-resolver.js';

const GUARDED = /^\/uploads(?:[/?]|$)/;

/**
 * Who asks, and may they ask again so soon. A Nest guard runs after Fastify has read and parsed the body; this runs
 * before (`onRequest`), so that a stranger's bytes are never parsed and 401 and 429 come before 415, 413 and 400.
 */
@Injectable()
export class Admission {
  constructor(
    private readonly tenants: TenantResolver,
    private readonly rateLimit: RateLimit,
  ) {}

  async admit(request: FastifyRequest): Promise<void> {
    if (!isGuarded(request)) return;
    const caller = await this.tenants.resolve(request.headers);
    if (caller === undefined)
      throw new HttpProblem('unauthenticated', 'Send a valid API key as `Authorization: Bearer <key>`.', {
        headers: { 'www-authenticate': 'Bearer' },
      });
    request.caller = caller;
    const retryAfterSeconds = await this.rateLimit.take(caller.credential);
    if (retryAfterSeconds > 0)
      throw new HttpProblem('rate-limited', `This key may ask again in ${retryAfterSeconds} s.`, {
        headers: { 'retry-after': String(retryAfterSeconds) },
      });
  }
}

/** By the route that was matched, because a path has many spellings (`/%75ploads`); by the path where no route was. */
function isGuarded(request: FastifyRequest): boolean {
  return GUARDED.test(request.routeOptions.url ?? request.url);
}
