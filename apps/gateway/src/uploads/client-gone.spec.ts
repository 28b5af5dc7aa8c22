import { EventEmitter } from 'node:events';
import { describe, expect, it } from '@jest/globals';
import { goneSignal } from './client-gone.js';

class Response extends EventEmitter {
  writableFinished = false;
  destroyed = false;
}

describe('goneSignal', () => {
  it('aborts when the connection closes before the answer', () => {
    const response = new Response();
    const gone = goneSignal(response as never);
    response.emit('close');
    expect(gone.aborted).toBe(true);
  });

  it('does not abort when the answer was sent', () => {
    const response = new Response();
    const gone = goneSignal(response as never);
    response.writableFinished = true;
    response.emit('close');
    expect(gone.aborted).toBe(false);
  });

  it('is aborted for a client that has left already', () => {
    const response = Object.assign(new Response(), { destroyed: true });
    expect(goneSignal(response as never).aborted).toBe(true);
  });
});
