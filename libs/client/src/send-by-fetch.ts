import type { Sending, Sent } from './sending.js';

/** What is read of the file at once: a stalled connection is noticed between two pieces. */
const PIECE_BYTES = 256 * 1024;

/** Streams, and counts what has been taken from the stream. */
export async function sendByFetch({ url, headers, bytes, onSent, signal }: Sending): Promise<Sent> {
  let taken = 0;
  const pieces = new ReadableStream<Uint8Array>(
    {
      // Called when the piece before has been taken.
      pull: async (controller) => {
        onSent(taken);
        if (taken === bytes.size) return controller.close();
        const piece = new Uint8Array(await bytes.slice(taken, taken + PIECE_BYTES).arrayBuffer());
        taken += piece.length;
        controller.enqueue(piece);
      },
    },
    { highWaterMark: 0 },
  );
  // `content-length` is among the signed headers: with it a stream is not sent in chunks, which S3 would not take.
  const init = { method: 'PUT', headers: { ...headers }, body: pieces, duplex: 'half', signal };
  const response = await fetch(url, init as RequestInit);
  return {
    status: response.status,
    text: await response.text(),
    retryAfter: response.headers.get('retry-after'),
  };
}
