/** `encodeURIComponent` leaves these alone; RFC 3986, 2.2 reserves them and SigV4 wants them escaped. */
const LEFT_ALONE = /[!'()*]/g;

/** Percent-encoding as SigV4 and S3 spell it: everything but RFC 3986's unreserved characters. */
export function encodeUri(text: string): string {
  return encodeURIComponent(text).replace(
    LEFT_ALONE,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

/** As `encodeUri`, with `/` kept: how keys appear in paths. */
export function encodePath(path: string): string {
  return path.split('/').map(encodeUri).join('/');
}

/** Undefined for what is not percent-encoded UTF-8. */
export function decodeUri(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
