export * from './memory/fake-upload-signer.js';
export * from './memory/memory-event-publisher.js';
export * from './memory/memory-object-store.js';
export * from './memory/memory-scan-queue.js';
export * from './memory/memory-verdict-store.js';
export * from './samples.js';
export * from './everything-but.js';
