import type { Progress, Verdict } from '#client';

declare global {
  var client: typeof import('#client');
  /** Of the upload under way. */
  var leave: AbortController;
}

export interface Asked {
  readonly endpoint: string;
  readonly token: string;
  readonly filename: string;
  readonly contentType?: string;
  readonly base64: string;
}

export interface Outcome {
  readonly id?: string;
  readonly verdict?: Verdict;
  readonly error?: { readonly name: string; readonly code?: string; readonly message: string };
  readonly progress: readonly Progress[];
}

/** The five lines of a product. Sent to a page as text, so it sees nothing but what is global there. */
export async function attempt({
  endpoint,
  token,
  filename,
  contentType = '',
  base64,
}: Asked): Promise<Outcome> {
  const progress: Progress[] = [];
  const retry = { attempts: 20, baseMilliseconds: 50 };
  globalThis.leave = new AbortController();
  try {
    const bytes = Uint8Array.from(atob(base64), (byte) => byte.charCodeAt(0));
    const airlock = globalThis.client.createClient({ endpoint, token, retry });
    const upload = await airlock.upload(new File([bytes], filename, { type: contentType }), {
      onProgress: (sent) => progress.push(sent),
      signal: globalThis.leave.signal,
    });
    return { id: upload.id, verdict: await upload.verdict(), progress };
  } catch (caught) {
    const { name, message, code } = caught as Error & { code?: string };
    return { error: { name, message, ...(typeof code === 'string' && { code }) }, progress };
  }
}
