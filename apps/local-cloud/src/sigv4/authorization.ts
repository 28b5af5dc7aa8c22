/** What a request claims about who signed it, when, and over what. */
export interface Authorization {
  readonly accessKeyId: string;
  readonly scope: Scope;
  /** Lower case, in the order given. */
  readonly signedHeaders: readonly string[];
  /** Hexadecimal. */
  readonly signature: string;
  /** As sent, `YYYYMMDDTHHMMSSZ`: part of what is signed. */
  readonly timestamp: string;
  readonly signedAt: Date;
  /** Only a presigned URL has it. */
  readonly expiresSeconds?: number;
}

/** `<date>/<region>/<service>/aws4_request`. */
export interface Scope {
  /** `YYYYMMDD`. */
  readonly date: string;
  readonly region: string;
  readonly service: string;
}

export const ALGORITHM = 'AWS4-HMAC-SHA256';
const CREDENTIAL = /^([^/]+)\/(\d{8})\/([^/]+)\/([^/]+)\/aws4_request$/;
const TIMESTAMP = /^(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})Z$/;

export function parseCredential(credential: string): { accessKeyId: string; scope: Scope } | undefined {
  const [, accessKeyId, date, region, service] = CREDENTIAL.exec(credential) ?? [];
  if (!accessKeyId || !date || !region || !service) return undefined;
  return { accessKeyId, scope: { date, region, service } };
}

/** ISO 8601, basic format. */
export function parseTimestamp(timestamp: string): Date | undefined {
  const match = TIMESTAMP.exec(timestamp);
  if (match === null) return undefined;
  const [year, month, day, hour, minute, second] = match.slice(1);
  const date = new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  return Number.isNaN(date.getTime()) ? undefined : date;
}
