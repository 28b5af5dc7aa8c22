import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { Drain } from './drain.js';

let isCutOff: boolean;
let drain: Drain;
beforeEach(() => {
  jest.useFakeTimers();
  isCutOff = false;
  const server = { closeAllConnections: () => void (isCutOff = true) };
  drain = new Drain({ httpAdapter: { getHttpServer: () => server } } as never);
});
afterEach(() => {
  jest.useRealTimers();
});

describe('Drain', () => {
  it('cuts off whoever keeps the server from closing', () => {
    drain.beforeApplicationShutdown();
    jest.advanceTimersByTime(15_000);
    expect(isCutOff).toBe(true);
  });

  it('gives requests in flight their time', () => {
    drain.beforeApplicationShutdown();
    jest.advanceTimersByTime(14_999);
    expect(isCutOff).toBe(false);
  });

  it('cuts off nobody once the server has closed', () => {
    drain.beforeApplicationShutdown();
    drain.onApplicationShutdown();
    jest.advanceTimersByTime(60_000);
    expect(isCutOff).toBe(false);
  });
});
