import { hash, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import type { ApiKey } from './api-keys.js';
import { bearerOf } from './bearer.js';
import { TenantResolver, type Caller } from './tenant-resolver.js';

/** More than any key needs; what is longer is refused before it is hashed. */
const MAX_KEY_CHARACTERS = 512;

/** `Authorization: Bearer <key>`. */
export class ApiKeyTenantResolver extends TenantResolver {
  constructor(private readonly keys: readonly ApiKey[]) {
    super();
  }

  async resolve({ authorization }: IncomingHttpHeaders): Promise<Caller | undefined> {
    const key = bearerOf(authorization);
    return key === '' || key.length > MAX_KEY_CHARACTERS ? undefined : this.find(key);
  }

  /** Compares with every key, found or not: the time taken says nothing about which one matched. */
  private find(key: string): Caller | undefined {
    const digest = hash('sha256', key, 'buffer');
    let caller: Caller | undefined;
    for (const candidate of this.keys)
      if (timingSafeEqual(candidate.digest, digest)) caller = candidate.caller;
    return caller;
  }
}
