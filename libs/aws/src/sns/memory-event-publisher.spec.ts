import { MemoryEventPublisher } from '#testing';
import { describeEventPublisher } from './event-publisher.contract.js';

describeEventPublisher('MemoryEventPublisher', async () => {
  const publisher = new MemoryEventPublisher();
  return { publisher, received: async () => JSON.parse(JSON.stringify(publisher.published)) as unknown[] };
});
