import { NodeHttpHandler } from '@smithy/node-http-handler';

export const CONNECT_TIMEOUT_MS = 3_000;
/** Until the head of the answer is there, retries not counted. */
export const ANSWER_TIMEOUT_MS = 10_000;
/** SQS holds a long poll for at most 20 s. */
export const LONG_POLL_ANSWER_TIMEOUT_MS = 30_000;
/** S3 answers a CopyObject when it is done: 5 GiB at 20 MB/s and half as much again. */
export const COPY_ANSWER_TIMEOUT_MS = 400_000;
/** Of a connection without a byte in either direction, as when a body stalls; more than its answer may take. */
const IDLE_MARGIN_MS = 5_000;
/** Above every concurrency we run with, so that a long poll never keeps a scan waiting for a socket. */
export const MAX_SOCKETS = 256;

/** One connection pool. `requestTimeout` alone only warns: `throwOnRequestTimeout` is what ends the request. */
export function requestHandler(
  answerTimeoutMs = ANSWER_TIMEOUT_MS,
  idleTimeoutMs = answerTimeoutMs + IDLE_MARGIN_MS,
): NodeHttpHandler {
  const agent = { keepAlive: true, maxSockets: MAX_SOCKETS };
  return new NodeHttpHandler({
    connectionTimeout: CONNECT_TIMEOUT_MS,
    requestTimeout: answerTimeoutMs,
    throwOnRequestTimeout: true,
    socketTimeout: idleTimeoutMs,
    httpAgent: agent,
    httpsAgent: agent,
  });
}
