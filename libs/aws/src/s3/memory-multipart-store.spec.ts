import { MemoryMultipartStore, MemoryObjectStore } from '#testing';
import { describeMultipartStore } from './multipart-store.contract.js';

describeMultipartStore('MemoryMultipartStore', async () => {
  const objects = new MemoryObjectStore();
  const store = new MemoryMultipartStore(objects);
  return {
    store,
    objects,
    put: async (key, bytes) => objects.put(key, bytes).etag,
    putPart: async (...part) => store.putPart(...part),
  };
});
