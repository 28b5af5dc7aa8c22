/** RFC 9110, 11.4: the scheme is case-insensitive. RFC 6750, 2.1: the token has no spaces. */
const BEARER = /^bearer +([\x21-\x7e]+)$/i;

/** What stands behind `Bearer`; empty where there is nothing, or something else. */
export function bearerOf(authorization = ''): string {
  const [, token = ''] = BEARER.exec(authorization) ?? [];
  return token;
}
