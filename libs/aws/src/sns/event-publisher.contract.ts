import { beforeEach, describe, expect, it } from '@jest/globals';
import { uploadEvent, type EventPublisher } from '#core';
import { anUpload, aRejectedVerdict, aValidatedVerdict } from '#testing';

export interface EventPublisherUnderTest {
  readonly publisher: EventPublisher;
  /** The next `count` events as a subscriber gets them, in any order. */
  readonly received: (count: number) => Promise<unknown[]>;
}

/** What every {@link EventPublisher} promises. */
export function describeEventPublisher(name: string, make: () => Promise<EventPublisherUnderTest>): void {
  describe(`${name} as an event publisher`, () => {
    let publisher: EventPublisher;
    let received: EventPublisherUnderTest['received'];
    beforeEach(async () => {
      ({ publisher, received } = await make());
    });

    it('delivers the event as it is', async () => {
      const upload = anUpload();
      const event = uploadEvent(upload, aValidatedVerdict(upload, { filename: 'Änderung 🎉.pdf' }));
      await publisher.publish(event);
      expect(await received(1)).toEqual([event]);
    });

    it('delivers the rejection of an object that has no policy', async () => {
      const event = uploadEvent(anUpload(), aRejectedVerdict({ policy: undefined, filename: undefined }));
      await publisher.publish(event);
      expect(await received(1)).toEqual([JSON.parse(JSON.stringify(event))]);
    });

    it('publishes the same event again', async () => {
      const event = uploadEvent(anUpload(), aRejectedVerdict());
      await publisher.publish(event);
      await publisher.publish(event);
      expect(await received(2)).toEqual([event, event]);
    });

    it('ends with the reason of its signal', async () => {
      const event = uploadEvent(anUpload(), aRejectedVerdict());
      const stopping = AbortSignal.abort(new Error('stopping'));
      await expect(publisher.publish(event, stopping)).rejects.toThrow('stopping');
    });
  });
}
