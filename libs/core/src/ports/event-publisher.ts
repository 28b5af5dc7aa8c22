import type { UploadEvent } from '../events/upload-event.js';

/** Tells everybody who subscribed. Resolves when the event is durably accepted; may be called again with the same event. */
export abstract class EventPublisher {
  abstract publish(event: UploadEvent, signal?: AbortSignal): Promise<void>;
}
