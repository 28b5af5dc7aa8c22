import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

/** What an operation says; nothing is written to the socket before it has decided all of it. */
export interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string | number>>;
  readonly body?: string | Readable;
}

export async function writeAnswer(
  request: IncomingMessage,
  response: ServerResponse,
  answer: Answer,
): Promise<void> {
  const { status, headers = {}, body = '' } = answer;
  // What is left of a refused upload is read and dropped: closing at once would reset the connection under the answer.
  request.resume();
  if (typeof body !== 'string') {
    response.writeHead(status, headers);
    await pipeline(body, response);
    return;
  }
  const hasNoContent = status === 204 || status === 304;
  const length = hasNoContent ? {} : { 'content-length': Buffer.byteLength(body) };
  response.writeHead(status, { ...length, ...headers }).end(body);
}
