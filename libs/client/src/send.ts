import { AirlockError } from './airlock-error.js';
import { sendByFetch } from './send-by-fetch.js';
import { sendByXhr } from './send-by-xhr.js';
import type { Sending, Sent } from './sending.js';
import { Watchdog } from './watchdog.js';

export interface SendOptions extends Omit<Sending, 'signal'> {
  /** Without a byte sent or an answer for so long, a connection is dead. */
  readonly stallMilliseconds: number;
  readonly signal?: AbortSignal | undefined;
}

/** PUTs the bytes once. Browsers tell of progress only in an XMLHttpRequest; nobody else has one. */
export async function send({ stallMilliseconds, signal, onSent, ...rest }: SendOptions): Promise<Sent> {
  const watchdog = new Watchdog(stallMilliseconds, signal);
  const sending: Sending = {
    ...rest,
    signal: watchdog.signal,
    onSent: (bytes) => {
      watchdog.feed();
      onSent(bytes);
    },
  };
  try {
    return await ('XMLHttpRequest' in globalThis ? sendByXhr(sending) : sendByFetch(sending));
  } catch (error) {
    const cause: unknown = watchdog.signal.aborted ? watchdog.signal.reason : error;
    throw new AirlockError('connection-failed', 'the connection to the storage failed', { cause });
  } finally {
    watchdog.stop();
  }
}
