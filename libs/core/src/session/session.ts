import type { Metadata } from '../upload/metadata.js';

/** What a backend lets a page do: upload within these bounds, and see to the uploads that it made. What is absent does not bound. */
export interface SessionBounds {
  /** The one policy; absent: any that the gateway knows. */
  readonly policy?: string;
  /** The largest object, in bytes; the policy's own limit holds as well. */
  readonly maxBytes?: number;
  /** That of each upload. The page may not send any then. */
  readonly metadata?: Metadata;
  /** Requests of pages from anywhere else are refused: scheme, host and port, as browsers write it. */
  readonly origin?: string;
}

/** Nothing of it is kept anywhere: its token says all of it. */
export interface Session extends SessionBounds {
  /** Random; tells one session's uploads from another's. */
  readonly id: string;
  readonly tenant: string;
  /** Whole seconds. */
  readonly expiresAt: Date;
}

export const MAX_SESSION_SECONDS = 24 * 60 * 60;
export const DEFAULT_SESSION_SECONDS = 60 * 60;

/** A host name has 253 characters at most (RFC 1035); with scheme and port. */
const MAX_ORIGIN_CHARACTERS = 270;

/** `https://app.example.com`, exactly as a browser's `Origin` header spells it (RFC 6454, 6.2). */
export function isOrigin(origin: string): boolean {
  if (origin.length > MAX_ORIGIN_CHARACTERS || !/^https?:\/\/[^*]+$/.test(origin)) return false;
  return URL.canParse(origin) && new URL(origin).origin === origin;
}
