import { request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { Transform, type Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { text } from 'node:stream/consumers';

export interface PutResult {
  readonly status: number;
  /** Of an S3 error. */
  readonly code?: string;
}

/** PUTs a stream to a presigned URL, as a client does that shows progress: `fetch` does not tell how far it is. */
export async function put(
  url: string,
  headers: Readonly<Record<string, string>>,
  body: Readable,
  onProgress: (bytes: number) => void = () => undefined,
): Promise<PutResult> {
  const request = (url.startsWith('https:') ? httpsRequest : httpRequest)(url, { method: 'PUT', headers });
  const answered = new Promise<IncomingMessage>((resolve, reject) => {
    request.once('response', resolve).on('error', reject);
  });
  // S3 may refuse before it has read everything, and then the rest cannot be sent: the answer is what counts.
  const sent = pipeline(body, counted(onProgress), request).catch(() => undefined);
  const response = await answered;
  const code = /<Code>(\w+)<\/Code>/.exec(await text(response))?.[1];
  await sent;
  return { status: response.statusCode ?? 0, ...(code === undefined ? {} : { code }) };
}

function counted(onProgress: (bytes: number) => void): Transform {
  let bytes = 0;
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      bytes += chunk.length;
      onProgress(bytes);
      done(null, chunk);
    },
  });
}
