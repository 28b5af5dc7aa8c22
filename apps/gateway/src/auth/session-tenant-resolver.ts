import type { IncomingHttpHeaders } from 'node:http';
import type { Clock, SessionTokens } from '#core';

import { bearerOf } from './bearer.js';
import { TenantResolver, type Caller } from './tenant-resolver.js';

/** `Authorization: Bearer <token of a session>`. */
export class SessionTenantResolver extends TenantResolver {
  constructor(
    private readonly tokens: SessionTokens,
    private readonly clock: Pick<Clock, 'now'>,
  ) {
    super();
  }

  async resolve({ authorization }: IncomingHttpHeaders): Promise<Caller | undefined> {
    const session = this.tokens.verify(bearerOf(authorization), this.clock.now());
    return session && { tenant: session.tenant, credential: `session:${session.id}`, session };
  }
}
