import { Clock } from '#core';
import { setImmediate } from 'node:timers/promises';

interface Appointment {
  readonly at: number;
  readonly action: () => unknown;
}

/** Time passes only while somebody sleeps, and then at once. */
export class FakeClock extends Clock {
  private milliseconds = Date.parse('2030-01-01T00:00:00Z');
  private appointments: readonly Appointment[] = [];

  override now(): Date {
    return new Date(this.milliseconds);
  }

  override async sleep(milliseconds: number, signal: AbortSignal): Promise<void> {
    if (signal.aborted) return;
    this.pass(milliseconds);
    await setImmediate();
  }

  pass(milliseconds: number): void {
    this.milliseconds += milliseconds;
    const due = this.appointments.filter(({ at }) => at <= this.milliseconds);
    this.appointments = this.appointments.filter(({ at }) => at > this.milliseconds);
    for (const { action } of due) action();
  }

  /** Does something once so much time has passed. */
  after(milliseconds: number, action: () => unknown): void {
    this.appointments = [...this.appointments, { at: this.milliseconds + milliseconds, action }];
  }
}
