import { AirlockError, type FieldProblem } from './airlock-error.js';
import type {
  Declaration,
  Policy,
  PresignedDownload,
  PresignedUpload,
  Session,
  SessionBounds,
  UploadState,
} from './api.js';
import { retry, type RetryOptions } from './retry.js';
import { Watchdog } from './watchdog.js';

/** The gateway's own longest wait. */
export const MAX_WAIT_SECONDS = 20;
/** An answer that takes longer than the longest wait and this is none. */
const ANSWER_MILLISECONDS = 30_000;

export interface GatewayOptions {
  /** Where the gateway is: `https://airlock.example.com`. */
  readonly endpoint: string | URL;
  readonly retry?: RetryOptions;
  /** Instead of the global one: a proxy, a log. */
  readonly fetch?: (url: string, init: RequestInit) => Promise<Response>;
}

/** The gateway's routes. Each call is repeated until it is answered for good. */
export class Gateway {
  private readonly endpoint: string;
  private readonly fetch: NonNullable<GatewayOptions['fetch']>;
  private readonly retry: RetryOptions;

  constructor({ endpoint, retry = {}, fetch = (url, init) => globalThis.fetch(url, init) }: GatewayOptions) {
    this.endpoint = String(endpoint).replace(/\/+$/, '');
    this.fetch = fetch;
    this.retry = retry;
  }

  createSession(token: string, bounds: SessionBounds, signal?: AbortSignal): Promise<Session> {
    return this.call(token, 'POST', '/sessions', bounds, signal);
  }

  presign(token: string, declaration: Declaration, signal?: AbortSignal): Promise<PresignedUpload> {
    return this.call(token, 'POST', '/uploads/presign', declaration, signal);
  }

  status(token: string, id: string, waitSeconds = 0, signal?: AbortSignal): Promise<UploadState> {
    return this.call(
      token,
      'GET',
      `/uploads/${encodeURIComponent(id)}?wait=${waitSeconds}`,
      undefined,
      signal,
    );
  }

  /** As `status`; a scan whose notification was lost is asked for again. */
  complete(token: string, id: string, waitSeconds: number, signal?: AbortSignal): Promise<UploadState> {
    const path = `/uploads/${encodeURIComponent(id)}/complete?wait=${waitSeconds}`;
    return this.call(token, 'POST', path, undefined, signal);
  }

  download(token: string, id: string, signal?: AbortSignal): Promise<PresignedDownload> {
    return this.call(token, 'GET', `/uploads/${encodeURIComponent(id)}/download`, undefined, signal);
  }

  erase(token: string, id: string, signal?: AbortSignal): Promise<void> {
    return this.call(token, 'DELETE', `/uploads/${encodeURIComponent(id)}`, undefined, signal);
  }

  policies(token: string, signal?: AbortSignal): Promise<readonly Policy[]> {
    return this.call(token, 'GET', '/policies', undefined, signal);
  }

  private call<Answer>(
    token: string,
    method: string,
    path: string,
    body: unknown,
    signal?: AbortSignal,
  ): Promise<Answer> {
    return retry(() => this.once<Answer>(token, method, path, body, signal), this.retry, signal);
  }

  private async once<Answer>(
    token: string,
    method: string,
    path: string,
    body: unknown,
    signal?: AbortSignal,
  ): Promise<Answer> {
    const watchdog = new Watchdog(MAX_WAIT_SECONDS * 1000 + ANSWER_MILLISECONDS, signal);
    let response: Response;
    let text: string;
    try {
      response = await this.fetch(this.endpoint + path, {
        method,
        headers: {
          authorization: `Bearer ${token}`,
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        signal: watchdog.signal,
      });
      text = await response.text();
    } catch (cause) {
      throw new AirlockError('connection-failed', `${method} ${this.endpoint + path} was not answered`, {
        cause,
      });
    } finally {
      watchdog.stop();
    }
    const answer = parsed(text);
    if (response.ok && (text === '' || answer !== undefined)) return answer as Answer;
    throw problem(response, answer);
  }
}

function problem(response: Response, answer: unknown): AirlockError {
  const { code, detail, errors } = (answer ?? {}) as {
    code?: string;
    detail?: string;
    errors?: readonly FieldProblem[];
  };
  return new AirlockError(
    code ?? 'unexpected-answer',
    detail ?? `the answer was HTTP ${response.status}, and none of Airlock's`,
    {
      status: response.status,
      errors,
      retryAfterSeconds: retryAfterSeconds(response.headers.get('retry-after')),
    },
  );
}

/** RFC 9110, 10.2.3: seconds, or a date. */
export function retryAfterSeconds(header: string | null): number | undefined {
  if (header === null) return undefined;
  const seconds = /^\d+$/.test(header) ? Number(header) : (Date.parse(header) - Date.now()) / 1000;
  return Number.isNaN(seconds) ? undefined : Math.max(0, seconds);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
