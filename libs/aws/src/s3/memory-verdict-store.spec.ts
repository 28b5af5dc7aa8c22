import { MemoryVerdictStore } from '#testing';
import { describeVerdictStore } from './verdict-store.contract.js';

describeVerdictStore('MemoryVerdictStore', async () => {
  const store = new MemoryVerdictStore();
  return { store, put: async (upload, document) => store.put(upload, document) };
});
