export * from './environment.js';
export * from './health/health.controller.js';
export * from './health/readiness.js';
export * from './health/receiving.probe.js';
export * from './read-policies.js';
export * from './serve.js';
export * from './service-environment.js';
export * from './start-receiver.js';
