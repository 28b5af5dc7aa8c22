import { beforeAll, describe, expect, it } from '@jest/globals';
import { Airlock, put, type Presigned, type Problem } from './support/airlock.js';
import { eventually } from './support/eventually.js';
import { genuinePdf, PDF } from './support/samples.js';

const APP = 'https://app.example.com';
const backend = Airlock.of('local');
const other = Airlock.of('other');
let pdf: Buffer;
beforeAll(async () => {
  pdf = await genuinePdf();
});

type Bounds = Readonly<Record<string, unknown>>;

async function session(bounds: Bounds = {}, of = backend): Promise<string> {
  const { status, body } = await of.send<{ token: string }>('POST', '/sessions', bounds);
  expect(status).toBe(201);
  return body.token;
}

/** A page with a session: as a backend, but for what it holds. */
const page = (token: string): Airlock => Airlock.with(token);
const aPdf = (changed: Bounds = {}) => ({
  filename: 'a.pdf',
  size: pdf.length,
  contentType: PDF,
  ...changed,
});

async function refusal(
  of: Airlock,
  method: string,
  path: string,
  body?: unknown,
  headers = {},
): Promise<string> {
  const answer = await of.send<Problem>(method, path, body, headers);
  return `${answer.status} ${answer.body.code}`;
}

describe('a page with a session', () => {
  it('uploads, waits for the verdict, and leaves the rest to the backend', async () => {
    const of = page(await session({ policy: 'documents', maxBytes: pdf.length, metadata: { user: '42' } }));
    const presigned = await of.presign({ filename: 'a.pdf', size: pdf.length });
    expect((await put(presigned, pdf)).status).toBe(200);
    expect((await of.send('POST', `/uploads/${presigned.id}/complete`)).status).toBe(202);
    expect(await of.decided(presigned.id)).toMatchObject({
      status: 'validated',
      contentType: PDF,
      metadata: { user: '42' },
    });
    const path = `/uploads/${presigned.id}`;
    expect(await refusal(of, 'GET', `${path}/download`)).toBe('403 forbidden');
    expect(await refusal(of, 'DELETE', path)).toBe('403 forbidden');
    expect(await refusal(of, 'POST', '/sessions', {})).toBe('403 forbidden');
    expect((await backend.send('GET', `${path}/download`)).status).toBe(200);
    expect(await backend.erase(presigned.id)).toBe(204);
    expect((await of.get(presigned.id)).body.status).toBe('erased');
  });

  it('sees no upload but its own', async () => {
    const of = page(await session());
    const ids = [
      (await page(await session()).presign(aPdf())).id,
      (await backend.presign(aPdf())).id,
      (await other.presign(aPdf())).id,
      (await page(await session({}, other)).presign(aPdf())).id,
    ];
    for (const id of ids) {
      expect(await refusal(of, 'GET', `/uploads/${id}`)).toBe('404 upload-not-found');
      expect(await refusal(of, 'POST', `/uploads/${id}/complete`)).toBe('404 upload-not-found');
    }
  });

  it.each<[string, Bounds, Bounds, string]>([
    ['a larger object', { maxBytes: 10 }, {}, '413 size-exceeded'],
    ['another policy', { policy: 'documents' }, { policy: 'office' }, '422 policy-not-allowed'],
    [
      'metadata of its own',
      { metadata: { user: '42' } },
      { metadata: { user: '1' } },
      '422 metadata-invalid',
    ],
    ['more metadata', { metadata: {} }, { metadata: { role: 'admin' } }, '422 metadata-invalid'],
  ])('is refused %s', async (_, bounds, changed, expected) => {
    const of = page(await session(bounds));
    expect(await refusal(of, 'POST', '/uploads/presign', aPdf(changed))).toBe(expected);
  });

  it('is nobody with one bit of its token changed', async () => {
    const token = Buffer.from(await session());
    for (let at = 0; at < token.length; at += 7) {
      const forged = Buffer.from(token);
      forged.writeUInt8(forged.readUInt8(at) ^ 1, at);
      expect(await refusal(page(forged.toString('latin1')), 'GET', '/uploads/any')).toBe(
        '401 unauthenticated',
      );
    }
  });

  it('is nobody once its token has expired', async () => {
    const of = page(await session({ expiresInSeconds: 1 }));
    await eventually('the token to expire', async () =>
      (await refusal(of, 'GET', '/uploads/any')) === '401 unauthenticated' ? true : undefined,
    );
  });

  it('comes from the origin that it is bound to', async () => {
    const of = page(await session({ origin: APP }));
    const from = (origin: string) => of.send<Presigned>('POST', '/uploads/presign', aPdf(), { origin });
    expect((await from(APP)).status).toBe(201);
    expect((await from('https://evil.example')).status).toBe(403);
  });

  it('may ask across origins, and reads what it is told', async () => {
    const headers = { origin: APP, 'access-control-request-method': 'POST' };
    const preflight = await Airlock.anonymous().send('OPTIONS', '/uploads/presign', undefined, headers);
    expect(preflight.status).toBe(204);
    expect(preflight.headers.get('access-control-allow-origin')).toBe('*');
    const refused = await page('nobody').send('POST', '/uploads/presign', aPdf(), { origin: APP });
    expect([refused.status, refused.headers.get('access-control-allow-origin')]).toEqual([401, '*']);
  });
});

describe('what browsers declare', () => {
  it.each([
    ['nothing', undefined],
    ['bytes', 'application/octet-stream'],
    ['parameters', 'application/pdf;charset=UTF-8'],
  ])('is settled before it is signed: %s', async (_, contentType) => {
    const presigned = await backend.presign(aPdf({ contentType }));
    expect(presigned).toMatchObject({ contentType: PDF, headers: { 'content-type': PDF } });
    expect((await put(presigned, pdf)).status).toBe(200);
    expect(await backend.decided(presigned.id)).toMatchObject({ status: 'validated', contentType: PDF });
  });

  it('is a table where Windows says that Excel opens it, and the bytes say so too', async () => {
    const table = Buffer.from('name,amount\r\nGröße,7\r\n');
    const presigned = await backend.presign({
      filename: 'Größe.csv'.normalize('NFD'),
      size: table.length,
      contentType: 'application/vnd.ms-excel',
      policy: 'text',
    });
    expect(presigned).toMatchObject({ contentType: 'text/csv', filename: 'Größe.csv'.normalize('NFC') });
    expect((await put(presigned, table)).status).toBe(200);
    expect(await backend.decided(presigned.id)).toMatchObject({
      status: 'validated',
      contentType: 'text/csv',
    });
  });

  it('is never believed of the bytes', async () => {
    const presigned = await backend.presign(aPdf({ contentType: '', size: 4 }));
    expect((await put(presigned, 'PK\x03\x04')).status).toBe(200);
    expect(await backend.decided(presigned.id)).toMatchObject({ status: 'rejected' });
  });
});
