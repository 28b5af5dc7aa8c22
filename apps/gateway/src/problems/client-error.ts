import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import { problem, PROBLEM_MEDIA_TYPE } from './problem.js';
import { STATUS, TITLE, type ProblemCode } from './problem-codes.js';

const NODE_CODES: Readonly<Record<string, ProblemCode>> = {
  ERR_HTTP_REQUEST_TIMEOUT: 'request-timeout',
  HPE_HEADER_OVERFLOW: 'headers-too-large',
};

/** For the client to read the answer and to close; closed at once, with bytes of it unread, the answer could be lost. */
export const LINGER_MILLISECONDS = 1_000;

/** What Node's HTTP parser refuses never becomes a request: it is answered on the bare socket, which is then closed. */
export function answerClientError(error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) return void socket.destroy();
  // Ending closes our half alone: a client that keeps its own would hold the socket for ever.
  const linger = setTimeout(() => socket.destroy(), LINGER_MILLISECONDS);
  socket.once('close', () => clearTimeout(linger));
  const code = NODE_CODES[error.code ?? ''] ?? 'malformed-request';
  const body = JSON.stringify(problem(code, `${TITLE[code]}.`));
  socket.end(
    [
      `HTTP/1.1 ${STATUS[code]} ${STATUS_CODES[STATUS[code]] ?? ''}`,
      `Content-Type: ${PROBLEM_MEDIA_TYPE}`,
      `Content-Length: ${Buffer.byteLength(body)}`,
      'Connection: close',
      '',
      body,
    ].join('\r\n'),
  );
}
