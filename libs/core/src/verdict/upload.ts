import type { UploadRef } from '../upload/upload-ref.js';
import { expiryOf } from '../upload/upload-id.js';
import type { Declaration } from '../upload/declaration.js';
import type { ErasedVerdict, RejectedVerdict, ValidatedVerdict, Verdict } from './verdict.js';

interface UploadBase {
  readonly id: string;
  /** When the upload URL expires; RFC 3339, UTC. */
  readonly expiresAt: string;
}

/** No object yet: nobody but the client knows what it will be. `expired` is not final, a PUT that began in time may still land. */
export interface AwaitedUpload extends UploadBase {
  readonly status: 'pending' | 'expired';
}

/** The object is there and no verdict yet. An object without our metadata has nothing more to say. */
export interface ScanningUpload extends UploadBase {
  readonly status: 'scanning';
  readonly policy?: string;
  readonly filename?: string;
  readonly declaredContentType?: string;
}

export type ValidatedUpload = UploadBase & Omit<ValidatedVerdict, 'schema'>;
export type RejectedUpload = UploadBase & Omit<RejectedVerdict, 'schema'>;
export type ErasedUpload = UploadBase & Omit<ErasedVerdict, 'schema'>;

/** What a tenant sees of an upload, and what an event carries. */
export type Upload = AwaitedUpload | ScanningUpload | ValidatedUpload | RejectedUpload | ErasedUpload;

type Decided<V extends Verdict> = V extends Verdict ? UploadBase & Omit<V, 'schema'> : never;

export function decidedUpload<V extends Verdict>(ref: UploadRef, verdict: V): Decided<V> {
  const { schema: _, ...decision } = verdict;
  return { ...base(ref), ...decision } as Decided<V>;
}

export function scanningUpload(ref: UploadRef, declaration: Declaration | undefined): ScanningUpload {
  if (declaration === undefined) return { ...base(ref), status: 'scanning' };
  const { policy, filename, contentType } = declaration;
  return { ...base(ref), status: 'scanning', policy, filename, declaredContentType: contentType };
}

export function awaitedUpload(ref: UploadRef, now: Date): AwaitedUpload {
  return { ...base(ref), status: now > expiryOf(ref.id) ? 'expired' : 'pending' };
}

const base = ({ id }: UploadRef): UploadBase => ({ id, expiresAt: expiryOf(id).toISOString() });
