import { AirlockError } from './airlock-error.js';
import { isVerdict, type Verdict } from './api.js';
import type { Gateway } from './gateway.js';
import { MAX_WAIT_SECONDS } from './gateway.js';
import { delayMilliseconds } from './retry.js';
import { wait } from './wait.js';

export interface Progress {
  /** Falls back when an attempt failed and the next one begins. */
  readonly sentBytes: number;
  readonly totalBytes: number;
}

export interface UploadOptions {
  /** Else the session's, or `documents`. */
  readonly policy?: string;
  /** The file's own, else. A plain Blob has none. */
  readonly filename?: string;
  /** The file's own `type`, else. */
  readonly contentType?: string;
  /** Comes back with the upload and its event. */
  readonly metadata?: Readonly<Record<string, string>>;
  /** SHA-256 in base64 if you know it; `true` computes it, which reads the file into memory. S3 refuses other bytes. */
  readonly checksumSha256?: string | true;
  readonly onProgress?: (progress: Progress) => void;
  /** Aborts; what is awaited rejects with its reason. */
  readonly signal?: AbortSignal;
}

/** A gateway that is short of waiters answers at once: then we wait here, from half a second on. */
const QUICK_MILLISECONDS = 1000;
/** Verdicts take seconds. After this one comes too, and `verdict()` may be called again. */
const MAX_VERDICT_MILLISECONDS = 15 * 60_000;

/** An object that has arrived. */
export class Upload {
  constructor(
    readonly id: string,
    private readonly gateway: Gateway,
    /** Its session's: another one does not see it. */
    private readonly token: string,
  ) {}

  /** Waits until it is decided. */
  async verdict({ signal }: { readonly signal?: AbortSignal } = {}): Promise<Verdict> {
    const start = Date.now();
    for (let quick = 1; Date.now() - start < MAX_VERDICT_MILLISECONDS;) {
      const asked = Date.now();
      const upload = await this.gateway.complete(this.token, this.id, MAX_WAIT_SECONDS, signal);
      if (isVerdict(upload)) return upload;
      if (Date.now() - asked < QUICK_MILLISECONDS) await wait(500 + delayMilliseconds(quick++, 500), signal);
    }
    throw new AirlockError('verdict-overdue', 'there is no verdict yet; ask again later');
  }
}
