import type { UploadRef } from '../upload/upload-ref.js';

/** What SQS can delay a message by. */
export const MAX_DELAY_SECONDS = 900;

/** Asks for a scan, as a notification like S3's. A request too many is harmless: every step of a scan may be repeated. */
export abstract class ScanQueue {
  /** @param delaySeconds 0 to 900 */
  abstract request(upload: UploadRef, delaySeconds: number, signal?: AbortSignal): Promise<void>;
  /** Messages that anybody could receive now, so not those in flight or delayed: approximate, minutes late at worst. */
  abstract depth(signal?: AbortSignal): Promise<number>;
}
