import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { answerClientError } from '../problems/client-error.js';

export const MAX_BODY_BYTES = 64 * 1024;
/** Request line and headers together; Node's own default, fixed here because ids and keys may take all of it. */
const MAX_HEADER_BYTES = 16 * 1024;

/** How long a request may take to arrive. What waits for its answer, as a long poll does, has arrived. */
export interface ArrivalLimits {
  readonly headersMilliseconds: number;
  /** Headers and body together. */
  readonly requestMilliseconds: number;
  /** How often Node looks for requests that are late, and so how much longer one may take. */
  readonly checkMilliseconds: number;
}

/** 64 KiB take less than a second on any line. Keeps slow senders from holding sockets. */
export const ARRIVAL_LIMITS: ArrivalLimits = {
  headersMilliseconds: 10_000,
  requestMilliseconds: 10_000,
  checkMilliseconds: 1_000,
};

export function fastifyAdapter(limits = ARRIVAL_LIMITS): FastifyAdapter {
  return new FastifyAdapter({
    bodyLimit: MAX_BODY_BYTES,
    requestTimeout: limits.requestMilliseconds,
    http: {
      maxHeaderSize: MAX_HEADER_BYTES,
      // 60 s by default. Node takes the larger of the two for the whole request, so that both have to be set.
      headersTimeout: limits.headersMilliseconds,
      connectionsCheckingInterval: limits.checkMilliseconds,
    },
    // Nobody between us and the client is believed: neither its address nor its request id.
    trustProxy: false,
    requestIdHeader: false,
    genReqId: () => randomUUID(),
    rewriteUrl,
    clientErrorHandler: answerClientError,
    // While the process drains, what still arrives on an open connection is answered, and the connection closed.
    return503OnClosing: false,
    // An id of any length is an id we did not issue, not a different error.
    routerOptions: { maxParamLength: MAX_HEADER_BYTES },
  });
}

/** The router refuses an undecodable path before anybody is asked who they are. Its `%` taken literally, it is a path like any other. */
function rewriteUrl({ url = '/' }: Pick<IncomingMessage, 'url'>): string {
  if (!url.includes('%')) return url;
  const [path = '', ...query] = url.split('?');
  try {
    decodeURIComponent(path);
    return url;
  } catch {
    return [path.replaceAll('%', '%25'), ...query].join('?');
  }
}
