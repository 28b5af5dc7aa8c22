import type { Sending, Sent } from './sending.js';

/** As much of the browser's as is used here: Node's types have none. */
interface Xhr {
  readonly status: number;
  readonly responseText: string;
  readonly upload: { onprogress: (event: { loaded: number }) => void };
  onload: () => void;
  onerror: () => void;
  onabort: () => void;
  open(method: string, url: string): void;
  setRequestHeader(name: string, value: string): void;
  getAllResponseHeaders(): string;
  send(body: Blob): void;
  abort(): void;
}
declare const XMLHttpRequest: new () => Xhr;

export function sendByXhr({ url, headers, bytes, onSent, signal }: Sending): Promise<Sent> {
  return new Promise((resolve, reject) => {
    const xhr = new XMLHttpRequest();
    const stop = () => xhr.abort();
    const end = (settle: () => void) => () => {
      signal.removeEventListener('abort', stop);
      settle();
    };
    xhr.upload.onprogress = ({ loaded }) => onSent(loaded);
    xhr.onload = end(() =>
      resolve({
        status: xhr.status,
        text: xhr.responseText,
        // Asked for by its name, it is a complaint in the page's console where the storage does not expose it.
        retryAfter: /^retry-after: *(.*?)\r?$/im.exec(xhr.getAllResponseHeaders())?.[1] ?? null,
      }),
    );
    xhr.onerror = end(() => reject(new Error('the browser says no more')));
    xhr.onabort = end(() => reject(signal.reason as Error));
    xhr.open('PUT', url);
    for (const [name, value] of Object.entries(headers))
      if (name !== 'content-length') xhr.setRequestHeader(name, value); // the browser counts it, and may not be told
    signal.addEventListener('abort', stop);
    xhr.send(bytes);
    if (signal.aborted) stop();
  });
}
