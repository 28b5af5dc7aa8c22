import type {
  Declaration,
  Policy,
  PresignedDownload,
  PresignedUpload,
  Session,
  SessionBounds,
  UploadState,
} from './api.js';
import { Gateway, type GatewayOptions } from './gateway.js';

export interface BackendOptions extends GatewayOptions {
  readonly apiKey: string;
}

interface Abortable {
  readonly signal?: AbortSignal;
}

/** What only the holder of an API key may do. */
export interface Backend {
  /** Lets a page upload, and see what it uploaded: hand it the token. */
  createSession(bounds?: SessionBounds, options?: Abortable): Promise<Session>;
  presign(declaration: Declaration, options?: Abortable): Promise<PresignedUpload>;
  /** Where an upload stands; with `waitSeconds` (20 at most) it waits so long for a verdict. */
  status(id: string, options?: Abortable & { readonly waitSeconds?: number }): Promise<UploadState>;
  /** A URL that gives the clean object. */
  download(id: string, options?: Abortable): Promise<PresignedDownload>;
  /** Erases bytes, name and metadata, whether the object has come or not. */
  erase(id: string, options?: Abortable): Promise<void>;
  policies(options?: Abortable): Promise<readonly Policy[]>;
}

export function createBackend({ apiKey, ...options }: BackendOptions): Backend {
  const gateway = new Gateway(options);
  return {
    createSession: (bounds = {}, { signal } = {}) => gateway.createSession(apiKey, bounds, signal),
    presign: (declaration, { signal } = {}) => gateway.presign(apiKey, declaration, signal),
    status: (id, { waitSeconds, signal } = {}) => gateway.status(apiKey, id, waitSeconds, signal),
    download: (id, { signal } = {}) => gateway.download(apiKey, id, signal),
    erase: (id, { signal } = {}) => gateway.erase(apiKey, id, signal),
    policies: ({ signal } = {}) => gateway.policies(apiKey, signal),
  };
}
