import { Clock } from '#core';

/** It is always the same time, until a test says otherwise; nobody sleeps. */
export class StoppedClock extends Clock {
  constructor(public milliseconds = Date.UTC(2030, 0, 1)) {
    super();
  }

  now(): Date {
    return new Date(this.milliseconds);
  }

  sleep(): Promise<void> {
    return Promise.resolve();
  }
}
