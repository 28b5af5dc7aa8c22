import { isTenant } from '#core';
import type { Caller } from './tenant-resolver.js';

export interface ApiKey {
  /** SHA-256 of the key: keys are long and random, so a slow hash would add nothing. */
  readonly digest: Buffer;
  readonly caller: Caller;
}

const ENTRY = /^([^:]*):([0-9a-f]{64})$/i;

/** The keys of `tenant:sha256hex,…`; a tenant may have several, so that keys can be rotated. Undefined if malformed. */
export function parseApiKeys(list: string): readonly ApiKey[] | undefined {
  const keys = new Map<string, ApiKey>();
  for (const entry of list.split(',')) {
    const [, tenant = '', hex = ''] = ENTRY.exec(entry.trim()) ?? [];
    const credential = hex.toLowerCase();
    // One key for two tenants would give each the other's uploads.
    if (!isTenant(tenant) || keys.has(credential)) return undefined;
    keys.set(credential, { digest: Buffer.from(hex, 'hex'), caller: { tenant, credential } });
  }
  return [...keys.values()];
}
