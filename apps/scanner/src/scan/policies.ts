import type { Policy } from '#core';

/** The policies of the policies file, by name: an injection token for a plain map. */
export abstract class Policies {
  abstract get(name: string): Policy | undefined;
}
