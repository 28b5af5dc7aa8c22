import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { GetObjectCommand, HeadObjectCommand } from '@aws-sdk/client-s3';
import { Airlock, put, upload } from './support/airlock.js';
import { BUCKET, Cloud, type Subscriber } from './support/cloud.js';
import { DOCX, executable, genuineDocx, genuinePdf, htmlPage, PDF } from './support/samples.js';

const airlock = Airlock.of('local');
const cloud = Cloud.ofStack();
let subscriber: Subscriber;

beforeAll(async () => {
  subscriber = await cloud.subscribe();
});

afterAll(() => cloud.close());

describe('a genuine document', () => {
  it('is validated, promoted, announced and gone from incoming/', async () => {
    const pdf = await genuinePdf();
    const { id, expiresAt } = await upload(airlock, pdf, {
      filename: 'Größe – März.pdf',
      contentType: PDF,
      metadata: { order: '4711', note: 'für Ärzte' },
    });
    const decided = await airlock.decided(id);
    expect(decided).toEqual({
      id,
      status: 'validated',
      expiresAt,
      policy: 'documents',
      filename: 'Größe – März.pdf',
      declaredContentType: PDF,
      bucket: BUCKET,
      key: `clean/local/${id}`,
      etag: `"${createHash('md5').update(pdf).digest('hex')}"`,
      size: pdf.length,
      contentType: PDF,
      metadata: { order: '4711', note: 'für Ärzte' },
      scannedAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
      ...('checksum' in decided ? { checksum: decided.checksum } : {}),
    });
    const [event] = await subscriber.about(id);
    expect(event).toMatchObject({
      specversion: '1.0',
      type: 'airlock.upload.validated.v1',
      source: '/airlock/local',
      data: { ...decided, tenant: 'local' },
    });
    await cloud.settled(id);
    expect(await cloud.traces(id)).toEqual(['clean', 'verdicts']);
  });

  it('is served as an attachment under its own name, with the bytes that were sent', async () => {
    const docx = await genuineDocx();
    const { id } = await upload(airlock, docx, { filename: 'Vertrag "neu".docx', contentType: DOCX });
    expect(await airlock.decided(id)).toMatchObject({ status: 'validated', contentType: DOCX });
    const { status, body } = await airlock.send<{ url: string }>('GET', `/uploads/${id}/download`);
    const download = await fetch(body.url);
    expect([status, download.status]).toEqual([200, 200]);
    expect(download.headers.get('content-type')).toBe(DOCX);
    expect(download.headers.get('content-disposition')).toContain(
      "filename*=UTF-8''Vertrag%20%22neu%22.docx",
    );
    expect(Buffer.from(await download.arrayBuffer()).equals(docx)).toBe(true);
  });

  it('is verified against the checksum that the client declared', async () => {
    const pdf = await genuinePdf();
    const checksumSha256 = createHash('sha256').update(pdf).digest('base64');
    const { id, headers } = await upload(airlock, pdf, {
      filename: 'a.pdf',
      contentType: PDF,
      checksumSha256,
    });
    expect(headers['x-amz-checksum-sha256']).toBe(checksumSha256);
    expect(await airlock.decided(id)).toMatchObject({
      status: 'validated',
      checksum: { algorithm: 'sha256', value: checksumSha256 },
    });
  });

  it('carries in clean/ what was found, not what was claimed', async () => {
    const pdf = await genuinePdf();
    const { id } = await upload(airlock, pdf, { filename: 'a.pdf', contentType: PDF });
    await airlock.decided(id);
    const head = await cloud.s3.send(new HeadObjectCommand({ Bucket: BUCKET, Key: `clean/local/${id}` }));
    expect(head).toMatchObject({ ContentType: PDF, ContentDisposition: 'attachment; filename="a.pdf"' });
    expect(head.Metadata).toMatchObject({ policy: 'documents', filename: 'a.pdf', 'source-etag': head.ETag });
  });
});

describe('a hostile object', () => {
  it.each([
    ['an executable named .pdf', executable],
    ['an HTML page named .pdf', htmlPage],
    ['a Word document named .pdf', genuineDocx],
  ])('%s is rejected, deleted and announced', async (_, bytes) => {
    const { id } = await upload(airlock, await bytes(), { filename: 'invoice.pdf', contentType: PDF });
    const decided = await airlock.decided(id);
    expect(decided).toMatchObject({
      status: 'rejected',
      rejection: { code: 'type-mismatch' },
      filename: 'invoice.pdf',
    });
    const [event] = await subscriber.about(id);
    expect(event).toMatchObject({
      type: 'airlock.upload.rejected.v1',
      data: { rejection: { code: 'type-mismatch' } },
    });
    await cloud.settled(id);
    expect(await cloud.traces(id)).toEqual(['verdicts']);
  });

  it('cannot be sent longer, shorter or as another type than it was declared', async () => {
    const presigned = await airlock.presign({ filename: 'a.pdf', size: 10, contentType: PDF });
    const answers = [
      await put(presigned, 'x'.repeat(11)),
      await put(presigned, 'x'.repeat(9)),
      await put(presigned, 'x'.repeat(10), { 'content-type': 'text/html' }),
      await put(presigned, 'x'.repeat(10), { 'x-amz-meta-policy': 'media' }),
      await put(presigned, 'x'.repeat(10), { 'x-amz-meta-extra': '1' }),
      await put(
        { ...presigned, uploadUrl: presigned.uploadUrl.replace('/incoming/', '/clean/') },
        'x'.repeat(10),
      ),
    ];
    expect(answers.map(({ status }) => status)).toEqual([403, 403, 403, 403, 403, 403]);
    expect((await airlock.get(presigned.id)).body.status).toBe('pending');
  });

  it('cannot replace the bytes that were checked through the URL that brought them', async () => {
    const pdf = await genuinePdf();
    const presigned = await upload(airlock, pdf, { filename: 'a.pdf', contentType: PDF });
    await airlock.decided(presigned.id);
    await cloud.settled(presigned.id);
    const late = Buffer.alloc(pdf.length, 'evil');
    expect((await put(presigned, late)).status).toBe(200);
    await cloud.settled(presigned.id);
    const clean = await cloud.s3.send(
      new GetObjectCommand({ Bucket: BUCKET, Key: `clean/local/${presigned.id}` }),
    );
    expect(Buffer.from((await clean.Body?.transformToByteArray()) ?? []).equals(pdf)).toBe(true);
    const events = await subscriber.about(presigned.id);
    expect(new Set(events.map(({ id }) => id)).size).toBe(1);
  });

  it('is refused by S3 while the first object is still there', async () => {
    const pdf = await genuinePdf();
    const presigned = await airlock.presign({ filename: 'a.pdf', size: pdf.length, contentType: PDF });
    const answers = await Promise.all([put(presigned, pdf), put(presigned, pdf)]);
    const statuses = answers.map(({ status }) => status).sort();
    expect([200, 409, 412]).toContain(statuses[1]);
    expect(statuses[0]).toBe(200);
    expect((await airlock.decided(presigned.id)).status).toBe('validated');
  });
});

describe('an upload', () => {
  it('is pending until the object comes, whatever the client says', async () => {
    const { id } = await airlock.presign({ filename: 'a.pdf', size: 10, contentType: PDF });
    const { status, body } = await airlock.send('POST', `/uploads/${id}/complete`);
    expect([status, body]).toEqual([202, expect.objectContaining({ id, status: 'pending' })]);
  });

  it('is answered to a client that completes and waits as soon as there is a verdict', async () => {
    const { id } = await upload(airlock, await genuinePdf(), { filename: 'a.pdf', contentType: PDF });
    const { status, body } = await airlock.send<{ status: string }>(
      'POST',
      `/uploads/${id}/complete?wait=20`,
    );
    expect([status, body.status]).toEqual([202, 'validated']);
  });

  it('leaves nothing but the fact when it is erased, once and again', async () => {
    const { id } = await upload(airlock, await genuinePdf(), { filename: 'a.pdf', contentType: PDF });
    await airlock.decided(id);
    expect([await airlock.erase(id), await airlock.erase(id)]).toEqual([204, 204]);
    const { body } = await airlock.get(id);
    expect(Object.keys(body).sort()).toEqual(['erasedAt', 'expiresAt', 'id', 'status']);
    await cloud.settled(id);
    expect(await cloud.traces(id)).toEqual(['verdicts']);
  });

  it('stays erased when it is erased before it comes', async () => {
    const pdf = await genuinePdf();
    const presigned = await airlock.presign({ filename: 'a.pdf', size: pdf.length, contentType: PDF });
    expect(await airlock.erase(presigned.id)).toBe(204);
    await put(presigned, pdf);
    await cloud.settled(presigned.id);
    expect(await cloud.traces(presigned.id)).toEqual(['verdicts']);
    expect((await airlock.get(presigned.id)).body.status).toBe('erased');
  });

  it('does not exist for another tenant', async () => {
    const { id } = await upload(airlock, await genuinePdf(), { filename: 'a.pdf', contentType: PDF });
    await airlock.decided(id);
    const other = Airlock.of('other');
    const unknown = await other.send('GET', `/uploads/${'A'.repeat(52)}`);
    for (const answer of [
      await other.send('GET', `/uploads/${id}`),
      await other.send('GET', `/uploads/${id}/download`),
      await other.send('POST', `/uploads/${id}/complete`),
      await other.send('DELETE', `/uploads/${id}`),
    ])
      expect([answer.status, answer.body]).toEqual([404, unknown.body]);
    expect((await airlock.get(id)).body.status).toBe('validated');
  });
});
