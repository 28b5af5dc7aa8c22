import { AirlockError, type Policy } from '#core';
import { findMediaType } from './media-types.js';

/**
 * The policies, if a scan can decide every media type that they allow: else good files would be uploaded, and refused.
 * @throws AirlockError `configuration-invalid` that lists every such type
 */
export function scannable(policies: ReadonlyMap<string, Policy>): ReadonlyMap<string, Policy> {
  const unknown = [...policies.values()].flatMap(({ name, contentTypes }) =>
    contentTypes
      .filter((type) => findMediaType(type) === undefined)
      .map((type) => `  ${name} allows ${type}`),
  );
  if (unknown.length > 0)
    throw new AirlockError(
      'configuration-invalid',
      `no check knows these media types:\n${unknown.join('\n')}`,
    );
  return policies;
}
