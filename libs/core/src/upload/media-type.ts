/** RFC 6838, 4.2: restricted names, `type/subtype`, here without parameters and in lower case. */
const MEDIA_TYPE = /^[a-z0-9][a-z0-9!#$&^_.+-]{0,62}\/[a-z0-9][a-z0-9!#$&^_.+-]{0,62}$/;

/** True for a media type in lower case, without parameters, ≤ 127 characters. */
export function isMediaType(mediaType: string): boolean {
  return MEDIA_TYPE.test(mediaType);
}
