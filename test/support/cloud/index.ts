export * from './cloud-under-test.js';
export * from './receive.js';
export * from './scripted-clients.js';
