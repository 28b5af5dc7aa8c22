import type { IncomingHttpHeaders } from 'node:http';
import { TenantResolver, type Caller } from './tenant-resolver.js';

/** Several ways to prove who asks; the first that is satisfied counts. */
export class FirstTenantResolver extends TenantResolver {
  constructor(private readonly resolvers: readonly TenantResolver[]) {
    super();
  }

  async resolve(headers: IncomingHttpHeaders): Promise<Caller | undefined> {
    for (const resolver of this.resolvers) {
      const caller = await resolver.resolve(headers);
      if (caller !== undefined) return caller;
    }
    return undefined;
  }
}
