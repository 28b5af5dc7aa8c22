import { request, type ClientRequest, type IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import { CLOUD_ENDPOINT } from './cloud.js';

export interface RawRequest {
  readonly method: string;
  /** Below the cloud's endpoint; sent as it is, where URL would normalise it. */
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
}

export interface RawAnswer {
  readonly status: number;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
  /** Of S3's error document. */
  readonly code: string | undefined;
}

/** One HTTP request, with nothing added to it but a host and the length of its body. */
export async function send({ body = '', ...rest }: RawRequest): Promise<RawAnswer> {
  const sent = begin(rest, Buffer.byteLength(body));
  sent.end(body);
  return answerTo(sent);
}

/** A request whose body is up to the caller. */
export function begin({ method, url, headers = {} }: RawRequest, contentLength: number): ClientRequest {
  const { hostname, port } = new URL(CLOUD_ENDPOINT);
  const path = url.slice(CLOUD_ENDPOINT.length);
  const hasBody = method === 'PUT' || method === 'POST';
  const length = hasBody ? { 'content-length': String(contentLength) } : {};
  return request({ method, hostname, port, path, headers: { ...length, ...headers }, agent: false });
}

export async function answerTo(sent: ClientRequest): Promise<RawAnswer> {
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    sent.once('response', resolve).once('error', reject);
  });
  const body = await text(response);
  const [, code] = /<Code>(\w+)<\/Code>/.exec(body) ?? [];
  return { status: response.statusCode ?? 0, headers: response.headers, body, code };
}
