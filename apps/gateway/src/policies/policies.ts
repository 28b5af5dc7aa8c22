import type { Policy } from '#core';

/** What may be uploaded, by name: an injection token for a plain map. */
export abstract class Policies {
  abstract get(name: string): Policy | undefined;
  abstract values(): Iterable<Policy>;
}
