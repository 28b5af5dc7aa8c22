import { EventPublisher, type UploadEvent } from '#core';

/** Everything published, in order, duplicates included. */
export class MemoryEventPublisher extends EventPublisher {
  readonly published: UploadEvent[] = [];

  async publish(event: UploadEvent, signal?: AbortSignal): Promise<void> {
    signal?.throwIfAborted();
    this.published.push(event);
  }
}
