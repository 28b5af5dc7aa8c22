/** The backend's own words about an upload; they travel with the object and come back in the verdict and the event. */
export type Metadata = Readonly<Record<string, string>>;

export const MAX_METADATA_KEYS = 16;
/** As encoded for its header (`key=value&…`, values percent-encoded): leaves room for the rest in S3's 2,048 bytes. */
export const MAX_METADATA_BYTES = 768;

const KEY = /^[a-z0-9-]{1,32}$/;
const CONTROLS = /[\p{Cc}\p{Cs}]/u;

/** Why the backend's metadata is refused, or undefined. */
export function metadataProblem(metadata: Metadata): string | undefined {
  const entries = Object.entries(metadata);
  if (entries.length > MAX_METADATA_KEYS) return `must not have more than ${MAX_METADATA_KEYS} keys`;
  for (const [key, value] of entries) {
    if (!KEY.test(key)) return `keys are 1 to 32 of a-z, 0-9 and -`;
    if (typeof value !== 'string') return `${key} must be a string`;
    if (CONTROLS.test(value)) return `${key} must not contain control characters`;
  }
  if (encodeMetadata(metadata).length > MAX_METADATA_BYTES)
    return `must not exceed ${MAX_METADATA_BYTES} bytes, encoded as key=value&… with percent-encoded values`;
  return undefined;
}

/** Header values are ASCII (RFC 9110, 5.5); percent-encoding keeps any Unicode and stays readable in a console. */
export function encodeMetadata(metadata: Metadata): string {
  return Object.entries(metadata)
    .map(([key, value]) => `${key}=${encodeURIComponent(value)}`)
    .join('&');
}

/** The inverse of {@link encodeMetadata}; undefined for what it never writes. */
export function decodeMetadata(encoded: string): Metadata | undefined {
  const metadata: Record<string, string> = Object.create(null) as Record<string, string>;
  if (encoded === '') return { ...metadata };
  for (const pair of encoded.split('&')) {
    const [key, value, ...rest] = pair.split('=');
    const decoded = value === undefined ? undefined : decodeText(value);
    if (key === undefined || decoded === undefined || rest.length > 0 || key in metadata) return undefined;
    metadata[key] = decoded;
  }
  return metadataProblem(metadata) === undefined ? { ...metadata } : undefined;
}

/** `decodeURIComponent` for hostile input: undefined where it would throw. */
export function decodeText(encoded: string): string | undefined {
  try {
    return decodeURIComponent(encoded);
  } catch {
    return undefined;
  }
}
