import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { describe, expect, it } from '@jest/globals';
import { answerClientError } from './client-error.js';

const answer = (code: string): Promise<string> => {
  const socket = new PassThrough();
  answerClientError(Object.assign(new Error('of the parser'), { code }), socket as never);
  return text(socket);
};

describe('answerClientError', () => {
  it.each([
    ['HPE_HEADER_OVERFLOW', 431, 'headers-too-large'],
    ['ERR_HTTP_REQUEST_TIMEOUT', 408, 'request-timeout'],
    ['HPE_INVALID_METHOD', 400, 'malformed-request'],
  ])('answers %s with %i %s, whole and closed', async (error, status, code) => {
    const [head = '', body = ''] = (await answer(error)).split('\r\n\r\n');
    expect(head).toMatch(
      new RegExp(`^HTTP/1.1 ${status} [^]*application/problem\\+json[^]*Connection: close`),
    );
    expect(head).toContain(`Content-Length: ${Buffer.byteLength(body)}`);
    expect(JSON.parse(body)).toMatchObject({ status, code });
  });

  it('says nothing to a connection that is gone', () => {
    const socket = new PassThrough();
    answerClientError(Object.assign(new Error('reset'), { code: 'ECONNRESET' }), socket as never);
    expect([socket.destroyed, socket.read()]).toEqual([true, null]);
  });
});
