import { MemoryScanQueue } from '#testing';
import { describeScanQueue } from './scan-queue.contract.js';

describeScanQueue('MemoryScanQueue', async () => {
  const queue = new MemoryScanQueue();
  return { queue, received: async () => queue.requested[0]?.upload };
});
