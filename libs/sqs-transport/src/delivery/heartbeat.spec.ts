import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { aPromise } from '../../test/a-server.js';
import { Heartbeat, type HeartbeatOptions } from './heartbeat.js';

beforeEach(() => void jest.useFakeTimers());
afterEach(() => void jest.useRealTimers());

function aHeartbeat(extend: HeartbeatOptions['extend']) {
  const onLost = jest.fn();
  const onMissed = jest.fn();
  const extensions = jest.fn(extend);
  const heartbeat = new Heartbeat({ visibilityTimeoutSeconds: 60, extend: extensions, onLost, onMissed });
  return { heartbeat, onLost, onMissed, extensions };
}

describe('a heartbeat', () => {
  it('extends the visibility three times a timeout', async () => {
    const { heartbeat, extensions, onLost } = aHeartbeat(async () => undefined);
    await jest.advanceTimersByTimeAsync(10 * 60_000);
    expect(extensions).toHaveBeenCalledTimes(30);
    expect(onLost).not.toHaveBeenCalled();
    await heartbeat.stop();
  });

  it('ends when it is stopped', async () => {
    const { heartbeat, extensions } = aHeartbeat(async () => undefined);
    await heartbeat.stop();
    await jest.advanceTimersByTimeAsync(600_000);
    expect(extensions).not.toHaveBeenCalled();
  });

  it('survives two extensions that fail', async () => {
    let beats = 0;
    const { heartbeat, onLost, onMissed } = aHeartbeat(async () => {
      if (++beats < 3) throw new Error('away');
    });
    // The third comes in the last moment.
    await jest.advanceTimersByTimeAsync(59_999);
    expect(onMissed).toHaveBeenCalledTimes(2);
    expect(onLost).not.toHaveBeenCalled();
    await heartbeat.stop();
  });

  it('says that the visibility is lost when no extension came through in time', async () => {
    const { onLost } = aHeartbeat(() => Promise.reject(new Error('away')));
    await jest.advanceTimersByTimeAsync(59_999);
    expect(onLost).not.toHaveBeenCalled();
    await jest.advanceTimersByTimeAsync(1);
    expect(onLost).toHaveBeenCalledTimes(1);
    await jest.advanceTimersByTimeAsync(600_000);
    expect(onLost).toHaveBeenCalledTimes(1);
  });

  it('counts from the moment an extension was asked for, not from its answer', async () => {
    let beats = 0;
    const { onLost } = aHeartbeat(async () => {
      if (++beats > 1) throw new Error('away');
      await new Promise((resolve) => setTimeout(resolve, 9000));
    });
    await jest.advanceTimersByTimeAsync(79_999);
    expect(onLost).not.toHaveBeenCalled();
    await jest.advanceTimersByTimeAsync(1);
    expect(onLost).toHaveBeenCalledTimes(1);
  });

  it('never gives an extension more time than the visibility has left', async () => {
    const { heartbeat, extensions } = aHeartbeat(() => Promise.reject(new Error('away')));
    await jest.advanceTimersByTimeAsync(60_000);
    const caps = extensions.mock.calls.map(([cap]) => cap);
    expect(caps).toEqual([10_000, 10_000]);
    await heartbeat.stop();
  });

  it('is stopped only when no extension is under way', async () => {
    const extension = aPromise();
    const { heartbeat } = aHeartbeat(() => extension.promise);
    await jest.advanceTimersByTimeAsync(20_000);
    let isStopped = false;
    const stopping = heartbeat.stop().then(() => (isStopped = true));
    await jest.advanceTimersByTimeAsync(0);
    expect(isStopped).toBe(false);
    extension.resolve();
    await stopping;
  });

  it('does not complain about an extension that fails after the stop', async () => {
    const extension = aPromise();
    const { heartbeat, onMissed } = aHeartbeat(() => extension.promise);
    await jest.advanceTimersByTimeAsync(20_000);
    const stopping = heartbeat.stop();
    extension.reject(new Error('deleted'));
    await stopping;
    expect(onMissed).not.toHaveBeenCalled();
  });
});
