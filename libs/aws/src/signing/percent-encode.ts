const NOT_UNRESERVED = /[!'()*]/g;

/** RFC 3986, 2.3, as SigV4 demands it: everything but unreserved characters, in upper case hex. */
export function percentEncode(text: string): string {
  return encodeURIComponent(text).replace(
    NOT_UNRESERVED,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

/** S3 signs a path encoded once, its slashes left alone. */
export function encodeKey(key: string): string {
  return key.split('/').map(percentEncode).join('/');
}
