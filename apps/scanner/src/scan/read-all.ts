import { AirlockError } from '#core';

/** Collects a body of at most `maxBytes`. @throws AirlockError `dependency-unavailable` when the store sends more than was asked for */
export async function readAll(body: AsyncIterable<Uint8Array>, maxBytes: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of body) {
    bytes += chunk.length;
    if (bytes > maxBytes)
      throw new AirlockError('dependency-unavailable', `more than ${maxBytes} bytes were sent`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks, bytes);
}
