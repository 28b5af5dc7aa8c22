import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { Clock, VerdictStore, type UploadRef, type Verdict } from '#core';
import type { AskedUpload } from './issued-upload.js';

/** Each costs a socket, and up to one request to S3 every MAX_PAUSE_MILLISECONDS. */
export const MAX_WATCHERS = 1000;
/** Of them, for one tenant, whatever the number of its keys: nobody keeps the others from waiting. */
export const MAX_WATCHERS_OF_TENANT = 250;
/** Of those, for one session: a page keeps neither the backend nor other pages from waiting. */
export const MAX_WATCHERS_OF_SESSION = 25;
const FIRST_PAUSE_MILLISECONDS = 100;
const MAX_PAUSE_MILLISECONDS = 2000;

/** `over`: time is up, the client is gone or the process stops. `full`: too many are watching, of this session, of this tenant or of all. */
export type NoVerdict = 'over' | 'full';

/** Waits for verdicts by asking S3, less and less often. Nobody pushes: any process may answer for any upload. */
@Injectable()
export class VerdictWatch implements OnModuleDestroy {
  /** And who is waiting. */
  private readonly watchers = new Map<AbortController, AskedUpload>();
  private isStopping = false;

  constructor(
    private readonly verdicts: VerdictStore,
    private readonly clock: Clock,
  ) {}

  async until(upload: AskedUpload, waitSeconds: number, gone: AbortSignal): Promise<Verdict | NoVerdict> {
    if (this.isStopping || gone.aborted) return 'over';
    if (this.isFull(upload)) return 'full';
    const watcher = new AbortController();
    const leave = (): void => watcher.abort();
    this.watchers.set(watcher, upload);
    gone.addEventListener('abort', leave, { once: true });
    try {
      return await this.watch(upload, this.clock.now().getTime() + waitSeconds * 1000, watcher.signal);
    } finally {
      gone.removeEventListener('abort', leave);
      this.watchers.delete(watcher);
    }
  }

  /** Before the server closes: whoever waits is answered at once. */
  onModuleDestroy(): void {
    this.isStopping = true;
    for (const watcher of this.watchers.keys()) watcher.abort();
  }

  private isFull({ tenant, session }: AskedUpload): boolean {
    if (this.watchers.size >= MAX_WATCHERS) return true;
    let ofTenant = 0;
    let ofSession = 0;
    for (const other of this.watchers.values()) {
      if (other.tenant === tenant) ofTenant++;
      if (session !== undefined && other.session === session) ofSession++;
    }
    return ofTenant >= MAX_WATCHERS_OF_TENANT || ofSession >= MAX_WATCHERS_OF_SESSION;
  }

  private async watch(upload: UploadRef, until: number, signal: AbortSignal): Promise<Verdict | 'over'> {
    let pause = FIRST_PAUSE_MILLISECONDS;
    for (;;) {
      const left = until - this.clock.now().getTime();
      if (left <= 0) return 'over';
      await this.clock.sleep(Math.min(pause, left), signal);
      if (signal.aborted) return 'over';
      const stored = await this.verdicts.find(upload);
      if (stored !== undefined) return stored.verdict;
      pause = Math.min(pause * 2, MAX_PAUSE_MILLISECONDS);
    }
  }
}
