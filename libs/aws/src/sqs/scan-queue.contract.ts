import { beforeEach, describe, expect, it } from '@jest/globals';
import { MAX_DELAY_SECONDS, type ScanQueue, type UploadRef } from '#core';
import { anUpload } from '#testing';

export interface ScanQueueUnderTest {
  readonly queue: ScanQueue;
  /** The next upload that somebody who receives from the queue is asked to scan. */
  readonly received: () => Promise<UploadRef | undefined>;
}

/** What every {@link ScanQueue} promises. */
export function describeScanQueue(name: string, make: () => Promise<ScanQueueUnderTest>): void {
  describe(`${name} as a scan queue`, () => {
    let queue: ScanQueue;
    let received: ScanQueueUnderTest['received'];
    beforeEach(async () => {
      ({ queue, received } = await make());
    });

    it('asks for the scan of the upload', async () => {
      const upload = anUpload();
      await queue.request(upload, 0);
      expect(await received()).toEqual(upload);
    });

    it('is empty at first', async () => {
      expect(await queue.depth()).toBe(0);
    });

    it('counts what is due, and not what is delayed', async () => {
      await queue.request(anUpload(), 0);
      await queue.request(anUpload(), MAX_DELAY_SECONDS);
      expect(await queue.depth()).toBe(1);
    });

    it.each([-1, 0.5, MAX_DELAY_SECONDS + 1, Number.NaN])('refuses a delay of %d s', async (delaySeconds) => {
      await expect(queue.request(anUpload(), delaySeconds)).rejects.toThrow(RangeError);
    });

    it.each<[string, (signal: AbortSignal) => Promise<unknown>]>([
      ['request', (signal) => queue.request(anUpload(), 0, signal)],
      ['depth', (signal) => queue.depth(signal)],
    ])('%s ends with the reason of its signal', async (_, call) => {
      await expect(call(AbortSignal.abort(new Error('stopping')))).rejects.toThrow('stopping');
    });
  });
}
