import { createBackend, createClient } from '#client';
import { Card } from './card.js';
import { Queue } from './queue.js';

/** Where this page came from, whatever stands before the gateway. */
export const ENDPOINT = new URL('..', location.href).href;

const queue = new Queue();

/** A file on its way, from the drop to its erasure. */
export function upload(file: File, policy: string, apiKey: string): void {
  const card = new Card(file);
  const leave = new AbortController();
  const backend = createBackend({ endpoint: ENDPOINT, apiKey });
  card.offer({ Cancel: () => leave.abort() });

  queue.add(async () => {
    try {
      const client = createClient({ endpoint: ENDPOINT, token: apiKey });
      const { signal } = leave;
      const sent = await client.upload(file, {
        policy,
        signal,
        onProgress: ({ sentBytes }) => card.sent(sentBytes),
      });
      const verdict = await sent.verdict({ signal });
      card.decided(verdict);
      const Erase = () => void erase(sent.id);
      const Download = () => void attempt(async () => location.assign((await backend.download(sent.id)).url));
      card.offer(verdict.status === 'validated' ? { Download, Erase } : { Erase });
    } catch (error) {
      card.failed(leave.signal.aborted ? 'Cancelled' : reason(error));
      card.offer({});
    }
  });

  async function erase(id: string): Promise<void> {
    if (!confirm(`Erase ${file.name}? Its bytes, its name and its metadata will be gone.`)) return;
    await attempt(async () => {
      await backend.erase(id);
      card.decided({ id, status: 'erased', expiresAt: '', erasedAt: '' });
      card.offer({});
    });
  }

  /** What fails is said on the card; what was offered still is. */
  const attempt = (act: () => Promise<void>) => act().catch((error: unknown) => card.failed(reason(error)));
}

const reason = (error: unknown): string => (error instanceof Error ? error.message : String(error));
