import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { createBackend, type SessionBounds } from '#client';
import { executable, genuinePdf, PDF } from '../e2e/support/samples.js';
import type { Asked } from './support/attempt.js';
import { describeEverywhere, type Runtime } from './support/runtime.js';

const endpoint = process.env.AIRLOCK_URL ?? '';
const backend = createBackend({ endpoint, apiKey: process.env.AIRLOCK_API_KEY ?? '' });

describeEverywhere('the client', (start) => {
  let runtime: Runtime;
  let pdf: Buffer;

  beforeAll(async () => {
    pdf = await genuinePdf();
    runtime = await start();
  });
  afterAll(() => runtime.close());

  async function asked(filename: string, bytes: Buffer, bounds: SessionBounds = {}): Promise<Asked> {
    const { origin } = runtime;
    const { token } = await backend.createSession({ ...(origin && { origin }), ...bounds });
    return { endpoint, token, filename, base64: bytes.toString('base64') };
  }

  it('uploads with progress up to the last byte, and gets the verdict', async () => {
    const table = Buffer.alloc(8_000_000, 'name,amount\r\nGrace,70\r\n');
    const bounds = { policy: 'text', metadata: { user: '7' } };
    const { verdict, progress } = await runtime.attempt(await asked('offers.csv', table, bounds));
    expect(verdict).toMatchObject({
      status: 'validated',
      filename: 'offers.csv',
      contentType: 'text/csv',
      size: 8_000_000,
      metadata: { user: '7' },
    });
    expect(progress.length).toBeGreaterThan(1);
    expect(progress.at(-1)).toEqual({ sentBytes: 8_000_000, totalBytes: 8_000_000 });
    expect(progress.every(({ sentBytes }, at) => sentBytes >= (progress[at - 1]?.sentBytes ?? 0))).toBe(true);
  });

  it('gets a rejection with its code and a sentence', async () => {
    expect(await runtime.attempt(await asked('offer.pdf', executable()))).toMatchObject({
      verdict: {
        status: 'rejected',
        rejection: { code: expect.any(String), detail: expect.stringMatching(/\w+ \w+/) },
      },
    });
  });

  it('is told what the session does not allow', async () => {
    expect(await runtime.attempt(await asked('a.pdf', pdf, { maxBytes: 10 }))).toMatchObject({
      error: { name: 'AirlockError', code: 'size-exceeded' },
    });
  });

  it('keeps to the origin that its session is for', async () => {
    const elsewhere = await asked('a.pdf', pdf, { origin: 'https://app.example.com' });
    // Only browsers say where they come from, and nobody can make them say anything else.
    expect(await runtime.attempt(elsewhere)).toMatchObject(
      runtime.origin === undefined
        ? { verdict: { status: 'validated' } }
        : { error: { code: 'origin-not-allowed' } },
    );
  });

  it.each(['', 'application/octet-stream', PDF])('may declare its file as "%s"', async (contentType) => {
    const { verdict } = await runtime.attempt({ ...(await asked('a.pdf', pdf)), contentType });
    expect(verdict).toMatchObject({ status: 'validated', contentType: PDF });
  });
});
