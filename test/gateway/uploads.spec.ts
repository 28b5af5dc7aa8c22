import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AirlockError, cleanKey, decidedUpload, UploadIds, VerdictStore, type UploadRef } from '#core';
import { aRejectedVerdict, aValidatedVerdict, MemoryScanQueue } from '#testing';
import { GatewayUnderTest, KEYS, type Asked } from './a-gateway.js';
import { MemoryLog } from './memory-log.js';

const gateway = new GatewayUnderTest();
beforeAll(() => gateway.start());
afterAll(() => gateway.close());

const UPLOAD_NOT_FOUND = {
  type: 'urn:airlock:problem:upload-not-found',
  title: 'There is no such upload',
  status: 404,
  detail: 'There is no upload with this id.',
  code: 'upload-not-found',
};
const NOT_VALIDATED = {
  type: 'urn:airlock:problem:not-validated',
  title: 'The upload is not validated',
  status: 409,
  detail: 'Only a validated upload can be downloaded.',
  code: 'not-validated',
};

const routesOf = (id: string): [string, Asked][] => [
  ['status', { url: `/uploads/${id}` }],
  ['completion', { method: 'POST', url: `/uploads/${id}/complete` }],
  ['download', { url: `/uploads/${id}/download` }],
  ['erasure', { method: 'DELETE', url: `/uploads/${id}` }],
];

function aValidatedUpload(): UploadRef {
  const upload = gateway.issued();
  gateway.objects.put(cleanKey(upload), 'hello world');
  gateway.verdicts.put(upload, aValidatedVerdict(upload));
  return upload;
}

describe('GET /uploads/:id', () => {
  const look = async (upload: UploadRef) => (await gateway.ask({ url: `/uploads/${upload.id}` })).json;
  const expiresAt = () => new Date(gateway.clock.now().getTime() + 300_000).toISOString();

  it('shows one that nothing has come of as pending', async () => {
    const upload = gateway.issued();
    expect(await look(upload)).toEqual({ id: upload.id, status: 'pending', expiresAt: expiresAt() });
  });

  it('shows one whose URL has expired as expired', async () => {
    const upload = gateway.issued();
    const expired = expiresAt();
    gateway.clock.pass(301_000);
    expect(await look(upload)).toEqual({ id: upload.id, status: 'expired', expiresAt: expired });
  });

  it('shows one that has come as scanning, with what was declared', async () => {
    const upload = gateway.arrive(gateway.issued());
    expect(await look(upload)).toEqual({
      id: upload.id,
      status: 'scanning',
      expiresAt: expiresAt(),
      policy: 'documents',
      filename: 'invoice.pdf',
      declaredContentType: 'application/pdf',
    });
  });

  it('shows a validated one with all that was found', async () => {
    const upload = aValidatedUpload();
    expect(await look(upload)).toEqual(decidedUpload(upload, aValidatedVerdict(upload)));
  });

  it('shows a rejected one with the reason', async () => {
    const upload = gateway.issued();
    gateway.verdicts.put(upload, aRejectedVerdict());
    expect(await look(upload)).toEqual(decidedUpload(upload, aRejectedVerdict()));
  });

  it('believes the verdict, not an object that came after it', async () => {
    const upload = gateway.arrive(gateway.issued());
    gateway.verdicts.put(upload, aRejectedVerdict());
    expect(await look(upload)).toMatchObject({ status: 'rejected' });
  });

  it('looks for the verdict again when the object was decided and deleted between two looks', async () => {
    const upload = gateway.issued();
    const verdicts = gateway.verdicts;
    class DecidedInBetween extends VerdictStore {
      looks = 0;
      async find(ref: UploadRef) {
        if (this.looks++ > 0) verdicts.put(ref, aRejectedVerdict());
        return verdicts.find(ref);
      }
      create = () => Promise.reject(new Error('not asked for'));
      replace = () => Promise.reject(new Error('not asked for'));
    }
    const racing = await new GatewayUnderTest().start({ adapters: { verdicts: new DecidedInBetween() } });
    const { json } = await racing.ask({ url: `/uploads/${upload.id}` });
    await racing.close();
    expect(json).toMatchObject({ status: 'rejected' });
  });

  it.each(['21', '-1', 'x', '', '1e1', '0x1', 'NaN', '20.0001', ' 1', '1&wait=2'])(
    'refuses to wait for %p seconds',
    async (wait) => {
      const answer = await gateway.ask({ url: `/uploads/${gateway.issued().id}?wait=${wait}` });
      expect(answer).toMatchObject({
        status: 422,
        json: { code: 'invalid-request', errors: [{ field: 'wait' }] },
      });
    },
  );

  it('refuses a parameter that it does not know', async () => {
    const answer = await gateway.ask({ url: `/uploads/${gateway.issued().id}?wiat=5` });
    expect(answer).toMatchObject({ status: 422, json: { errors: [{ field: 'wiat' }] } });
  });

  it('answers what is wrong with the request before it says whether the upload exists', async () => {
    const { json } = await gateway.ask({ url: '/uploads/forged?wait=99' });
    expect(json).toMatchObject({ code: 'invalid-request' });
  });
});

describe('an id that was not issued to the tenant', () => {
  const strangers = new UploadIds(['another-secret-of-32-characters-or-more']);
  const expiresAt = new Date('2030-01-01T00:05:00Z');
  const own = () => gateway.issued().id;
  const ids: [string, () => string][] = [
    ['another tenant’s', () => gateway.issued('other').id],
    ['signed with another secret', () => strangers.issue('acme', expiresAt)],
    ['changed in its first character', () => own().replace(/^./, (c) => (c === 'A' ? 'B' : 'A'))],
    ['changed in its last character', () => own().replace(/.$/, (c) => (c === 'A' ? 'B' : 'A'))],
    ['cut short', () => own().slice(1)],
    ['an ancestor directory', () => '%2e%2e%2f%2e%2e'],
    ['not decodable', () => '%ff'],
    ['of kilobytes', () => 'a'.repeat(4000)],
    ['of the shape of a route', () => 'presign'],
  ];
  const stores = { find: 0, head: 0, requested: 0 };
  const watched = new GatewayUnderTest();
  beforeAll(async () => {
    watched.verdicts.find = async () => (stores.find++, undefined);
    watched.objects.head = async () => (stores.head++, undefined);
    watched.queue.request = async () => void stores.requested++;
    await watched.start();
  });
  afterAll(() => watched.close());

  it.each(ids)('is answered alike everywhere, and asks nobody, if it is %s', async (_, id) => {
    const answers = await Promise.all(routesOf(id()).map(([, asked]) => watched.ask(asked)));
    expect(answers.map(({ status, json }) => ({ status, json }))).toEqual(
      answers.map(() => ({ status: 404, json: UPLOAD_NOT_FOUND })),
    );
    expect(stores).toEqual({ find: 0, head: 0, requested: 0 });
  });

  it('is the same for the other tenant, whose upload it is not', async () => {
    const { id } = aValidatedUpload();
    for (const [, asked] of routesOf(id))
      expect(await gateway.ask({ ...asked, key: KEYS.other })).toMatchObject({
        status: 404,
        json: UPLOAD_NOT_FOUND,
      });
    expect(gateway.objects.peek(cleanKey({ tenant: 'acme', id }))).toBeDefined();
  });
});

describe('POST /uploads/:id/complete', () => {
  const complete = (upload: UploadRef, asked: Partial<Asked> = {}) =>
    gateway.ask({ method: 'POST', url: `/uploads/${upload.id}/complete`, ...asked });
  const requested = (upload: UploadRef) =>
    gateway.queue.requested.filter(({ upload: { id } }) => id === upload.id);

  it.each([
    ['pending', () => gateway.issued()],
    ['scanning', () => gateway.arrive(gateway.issued())],
    ['validated', aValidatedUpload],
  ])('answers 202 with a %s upload', async (status, arrange) => {
    expect(await complete(arrange())).toMatchObject({ status: 202, json: { status } });
  });

  it('asks for the scan again when the object has waited for more than 30 s', async () => {
    const upload = gateway.arrive(gateway.issued());
    gateway.clock.pass(31_000);
    await complete(upload);
    expect(requested(upload)).toEqual([{ upload, delaySeconds: 0 }]);
  });

  it('asks once a minute, however often it is called', async () => {
    const upload = gateway.arrive(gateway.issued());
    gateway.clock.pass(31_000);
    await complete(upload);
    gateway.clock.pass(59_000);
    await complete(upload);
    expect(requested(upload)).toHaveLength(1);
    gateway.clock.pass(1000);
    await complete(upload);
    expect(requested(upload)).toHaveLength(2);
  });

  it('leaves it to S3 for the first 30 s', async () => {
    const upload = gateway.arrive(gateway.issued());
    gateway.clock.pass(30_000);
    await complete(upload);
    expect(requested(upload)).toEqual([]);
  });

  it('asks for no scan of what is decided', async () => {
    const upload = gateway.arrive(aValidatedUpload());
    gateway.clock.pass(60_000);
    await complete(upload);
    expect(requested(upload)).toEqual([]);
  });

  it.each([
    ['no body', undefined, {}],
    ['an empty body', '', {}],
    ['an empty object', {}, {}],
    ['no body but a media type', undefined, { 'content-type': 'application/json' }],
  ])('takes %s', async (_, body, headers) => {
    expect((await complete(gateway.issued(), { body, headers })).status).toBe(202);
  });

  it('refuses fields, since it knows none', async () => {
    const answer = await complete(gateway.issued(), { body: { etag: 'x' } });
    expect(answer).toMatchObject({
      status: 422,
      json: { code: 'invalid-request', errors: [{ field: 'etag' }] },
    });
  });
});

describe('GET /uploads/:id/download', () => {
  it('gives a URL of the clean object, under the name it was uploaded with', async () => {
    const upload = aValidatedUpload();
    const { status, json } = await gateway.ask({ url: `/uploads/${upload.id}/download` });
    expect({ status, json }).toEqual({
      status: 200,
      json: {
        url: expect.stringMatching(new RegExp(`/${cleanKey(upload)}\\?.*attachment.*invoice.pdf`)),
        expiresAt: new Date(gateway.clock.now().getTime() + 300_000).toISOString(),
      },
    });
  });

  it('signs the key that the id has, whatever the verdict says', async () => {
    const upload = gateway.issued();
    const key = cleanKey({ tenant: 'globex', id: upload.id });
    gateway.verdicts.put(upload, aValidatedVerdict(upload, { key }));
    const { json } = await gateway.ask({ url: `/uploads/${upload.id}/download` });
    expect(json).toMatchObject({ url: expect.stringContaining(`/${cleanKey(upload)}?`) });
  });

  it.each([
    ['pending', () => gateway.issued()],
    ['scanning', () => gateway.arrive(gateway.issued())],
    [
      'rejected',
      () => {
        const upload = gateway.issued();
        gateway.verdicts.put(upload, aRejectedVerdict());
        return upload;
      },
    ],
    [
      'erased',
      () => {
        const upload = gateway.issued();
        gateway.verdicts.put(upload, { schema: 1, status: 'erased', erasedAt: '2030-01-01T00:00:00.000Z' });
        return upload;
      },
    ],
  ])('refuses a %s one', async (_, arrange) => {
    const answer = await gateway.ask({ url: `/uploads/${arrange().id}/download` });
    expect(answer).toMatchObject({ status: 409, json: NOT_VALIDATED });
  });
});

describe('DELETE /uploads/:id', () => {
  const erase = (upload: UploadRef) => gateway.ask({ method: 'DELETE', url: `/uploads/${upload.id}` });

  it.each([
    ['has not come', () => gateway.issued()],
    ['is being scanned', () => gateway.arrive(gateway.issued())],
    ['is validated', aValidatedUpload],
  ])('answers 204, again and again, when the upload %s', async (_, arrange) => {
    const upload = arrange();
    const answers = [await erase(upload), await erase(upload)];
    expect(answers.map(({ status, text }) => ({ status, text }))).toEqual([
      { status: 204, text: '' },
      { status: 204, text: '' },
    ]);
  });

  it('shows it as erased from then on', async () => {
    const upload = aValidatedUpload();
    const erasedAt = gateway.clock.now().toISOString();
    await erase(upload);
    gateway.clock.pass(1000);
    await erase(upload);
    const { json } = await gateway.ask({ url: `/uploads/${upload.id}` });
    expect(json).toEqual({ id: upload.id, status: 'erased', expiresAt: expect.any(String), erasedAt });
  });
});

describe('an upload whose stored verdict cannot be read', () => {
  it.each(routesOf('ID'))('answers its %s with 503 and Retry-After, and others as ever', async (_, asked) => {
    const upload = gateway.arrive(gateway.issued());
    gateway.verdicts.put(upload, '{"status":"secret"}');
    const answer = await gateway.ask({ ...asked, url: asked.url.replace('ID', upload.id) });
    expect(answer).toMatchObject({
      status: 503,
      headers: { 'retry-after': expect.stringMatching(/^[1-9]\d*$/) },
      json: { code: 'dependency-unavailable', detail: 'Something this needs is away; try again.' },
    });
    expect((await gateway.ask({ url: `/uploads/${aValidatedUpload().id}` })).status).toBe(200);
  });
});

describe('while a dependency is away', () => {
  const away = () =>
    Promise.reject(new AirlockError('dependency-unavailable', 's3.internal refused: secret-name'));
  const outage = new GatewayUnderTest();
  beforeAll(() => {
    outage.verdicts.find = away;
    outage.verdicts.create = away;
    return outage.start();
  });
  afterAll(() => outage.close());

  it.each(routesOf('ID'))(
    '%s answers 503 with Retry-After, and says nothing of what is away',
    async (_, asked) => {
      const answer = await outage.ask({ ...asked, url: asked.url.replace('ID', outage.issued().id) });
      expect(answer).toMatchObject({
        status: 503,
        headers: { 'retry-after': expect.stringMatching(/^[1-9]\d*$/) },
        json: {
          type: 'urn:airlock:problem:dependency-unavailable',
          title: 'A dependency is unavailable',
          status: 503,
          detail: 'Something this needs is away; try again.',
          code: 'dependency-unavailable',
        },
      });
    },
  );

  it('goes on presigning', async () => {
    expect((await outage.presign()).status).toBe(201);
  });

  it('answers a completion with 503 when the scan cannot be asked for', async () => {
    class AwayQueue extends MemoryScanQueue {
      override request = away;
    }
    const noQueue = await new GatewayUnderTest().start({ adapters: { queue: new AwayQueue() } });
    const upload = noQueue.arrive(noQueue.issued());
    noQueue.clock.pass(60_000);
    const { status } = await noQueue.ask({ method: 'POST', url: `/uploads/${upload.id}/complete` });
    await noQueue.close();
    expect(status).toBe(503);
  });

  it.each([
    [
      'warns of what is away, and why',
      () => new AirlockError('dependency-unavailable', 'S3: slow down'),
      'warn',
    ],
    ['reports a bug of ours as an error', () => new TypeError('undefined is not a function'), 'error'],
  ])('%s', async (_, thrown, level) => {
    const logger = new MemoryLog();
    const broken = new GatewayUnderTest();
    broken.verdicts.find = () => Promise.reject(thrown());
    await broken.start({ logger });
    await broken.ask({ url: `/uploads/${broken.issued().id}` });
    await broken.ask({ url: '/uploads/nobody-issued-this' });
    await broken.close();
    const lines = logger.of('Problem');
    expect(lines).toMatchObject([{ level, message: { error: expect.stringContaining(thrown().message) } }]);
  });

  it('answers a bug of ours with 500, and no detail', async () => {
    const buggy = new GatewayUnderTest();
    buggy.verdicts.find = () =>
      Promise.reject(new TypeError('undefined is not a function of arn:aws:secret'));
    await buggy.start();
    const answer = await buggy.ask({ url: `/uploads/${buggy.issued().id}` });
    await buggy.close();
    expect(answer).toMatchObject({ status: 500 });
    expect(answer.json).toEqual({
      type: 'urn:airlock:problem:internal',
      title: 'Something went wrong here',
      status: 500,
      detail: 'This is a bug of ours; it has been logged.',
      code: 'internal',
    });
  });
});
