import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import { problem, PROBLEM_MEDIA_TYPE } from './problem.js';
import { STATUS, TITLE, type ProblemCode } from './problem-codes.js';

const NODE_CODES: Readonly<Record<string, ProblemCode>> = {
  ERR_HTTP_REQUEST_TIMEOUT: 'request-timeout',
  HPE_HEADER_OVERFLOW: 'headers-too-large',
};

/** What Node's HTTP parser refuses never becomes a request: it is answered on the bare socket, which is then closed. */
export function answerClientError(error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) return void socket.destroy();
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
