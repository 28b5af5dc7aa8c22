import type { IncomingMessage } from 'node:http';

/** Ten times what SQS takes in a batch, since JSON may escape; fauxqs' own limit is 11 MiB. */
const MAX_BODY_BYTES = 10 * 1024 * 1024;

/** Undefined when it is too large. */
export async function readBody(request: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > MAX_BODY_BYTES) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
