/** RFC 6838, 4.2: restricted names, `type/subtype`, here without parameters and in lower case. */
const MEDIA_TYPE = /^[a-z0-9][a-z0-9!#$&^_.+-]{0,62}\/[a-z0-9][a-z0-9!#$&^_.+-]{0,62}$/;

/** RFC 9110, 8.3.1: parameters stand behind a semicolon; what they say is the bytes' own affair. */
const WITH_PARAMETERS = /^([^;]*)(?:;[\t\x20-\x7e]*)?$/;

/** A media type as a browser says it, in lower case and without parameters; empty for none, undefined for what is none. */
export function essenceOf(declared: string): string | undefined {
  const essence = WITH_PARAMETERS.exec(declared)?.[1]?.trim().toLowerCase();
  return essence === undefined || (essence !== '' && !isMediaType(essence)) ? undefined : essence;
}

/** True for a media type in lower case, without parameters, ≤ 127 characters. */
export function isMediaType(mediaType: string): boolean {
  return MEDIA_TYPE.test(mediaType);
}
