import type { CorsRule } from './cors-rule.js';

/** What a browser must see to let a page have the answer. */
export function corsHeaders(rule: CorsRule, origin: string): Record<string, string> {
  const isAnyOrigin = rule.origins.includes('*');
  return {
    'access-control-allow-origin': isAnyOrigin ? '*' : origin,
    'access-control-allow-methods': rule.methods.join(', '),
    ...(isAnyOrigin ? {} : { 'access-control-allow-credentials': 'true' }),
    ...(rule.exposedHeaders.length > 0
      ? { 'access-control-expose-headers': rule.exposedHeaders.join(', ') }
      : {}),
    ...(rule.maxAgeSeconds === undefined ? {} : { 'access-control-max-age': rule.maxAgeSeconds }),
    vary: 'Origin, Access-Control-Request-Headers, Access-Control-Request-Method',
  };
}
