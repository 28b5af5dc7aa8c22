import { MAX_DELAY_SECONDS, ScanQueue, type UploadRef } from '#core';

export interface RequestedScan {
  readonly upload: UploadRef;
  readonly delaySeconds: number;
}

/** Every scan asked for, in order. Nobody receives and no time passes, so all that are not delayed stay in the depth. */
export class MemoryScanQueue extends ScanQueue {
  readonly requested: RequestedScan[] = [];

  async request(upload: UploadRef, delaySeconds: number, signal?: AbortSignal): Promise<void> {
    signal?.throwIfAborted();
    if (!Number.isInteger(delaySeconds) || delaySeconds < 0 || delaySeconds > MAX_DELAY_SECONDS)
      throw new RangeError(`a delay is 0 to ${MAX_DELAY_SECONDS} whole seconds`);
    this.requested.push({ upload, delaySeconds });
  }

  async depth(signal?: AbortSignal): Promise<number> {
    signal?.throwIfAborted();
    return this.requested.filter(({ delaySeconds }) => delaySeconds === 0).length;
  }
}
