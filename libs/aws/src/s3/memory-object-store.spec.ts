import { MemoryObjectStore } from '#testing';
import { describeObjectStore } from './object-store.contract.js';

describeObjectStore('MemoryObjectStore', async () => {
  const store = new MemoryObjectStore();
  return { store, put: async (key, bytes, stored) => store.put(key, bytes, stored) };
});
