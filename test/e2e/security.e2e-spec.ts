import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { request } from 'node:http';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { HeadObjectCommand } from '@aws-sdk/client-s3';
import fc from 'fast-check';
import {
  Airlock,
  type Answer,
  type Presigned,
  type PresignRequest,
  type Problem,
  put,
} from './support/airlock.js';
import { BUCKET, Cloud } from './support/cloud.js';
import { record } from './support/notification.js';
import { genuinePdf, PDF } from './support/samples.js';

const FUZZ_RUNS = 150;
const airlock = Airlock.of('local');
const other = Airlock.of('other');
const cloud = Cloud.ofStack();
/** Whatever a URL of this run was signed with: none of it may be in a log. */
const signatures = new Set<string>();
let pdf: Buffer;
let validated: Presigned;

const signatureOf = (url: string): string => new URL(url).searchParams.get('X-Amz-Signature') ?? '';

async function presign(change: PresignRequest = {}): Promise<Presigned> {
  const presigned = await airlock.presign({
    filename: 'a.pdf',
    size: pdf.length,
    contentType: PDF,
    ...change,
  });
  signatures.add(signatureOf(presigned.uploadUrl));
  return presigned;
}

beforeAll(async () => {
  pdf = await genuinePdf();
  validated = await presign();
  expect((await put(validated, pdf)).status).toBe(200);
  await airlock.decided(validated.id);
});

afterAll(() => cloud.close());

const routes = (id: string): [string, string][] => [
  ['GET', `/uploads/${id}`],
  ['GET', `/uploads/${id}/download`],
  ['POST', `/uploads/${id}/complete`],
  ['DELETE', `/uploads/${id}`],
];

/** One bit of each byte of the id turned over, so that random part, expiry, key number and MAC are all tried. */
function forgeries(id: string): string[] {
  const bytes = Buffer.from(id, 'base64url');
  return Array.from(bytes, (byte, at) => {
    const forged = Buffer.from(bytes);
    forged[at] = byte ^ (1 << (at % 8));
    return forged.toString('base64url');
  });
}

describe('an id', () => {
  it('is worth nothing to another tenant, on any route, and looks like one that never was', async () => {
    for (const [method, path] of routes(validated.id)) {
      const never = await other.send<Problem>(method, path.replace(validated.id, 'A'.repeat(52)));
      const { status, body } = await other.send<Problem>(method, path);
      expect([method, path, status, body]).toEqual([method, path, 404, never.body]);
      expect(body.code).toBe('upload-not-found');
    }
    expect((await airlock.get(validated.id)).body.status).toBe('validated');
  });

  it('cannot be forged from one that was issued, whichever of its bytes is changed', async () => {
    for (const id of forgeries(validated.id)) {
      const { status, body } = await airlock.send<Problem>('GET', `/uploads/${id}`);
      expect([id, status, body.code]).toEqual([id, 404, 'upload-not-found']);
    }
  });

  it('cannot be guessed, and a guess cannot erase', async () => {
    for (let guesses = 0; guesses < 10; guesses++) {
      const id = randomBytes(39).toString('base64url');
      for (const [method, path] of routes(id)) expect((await airlock.send(method, path)).status).toBe(404);
    }
  });

  it.each(['..', '../clean/x', '%2e%2e%2fclean', '%0d%0ax:y', 'a%00b', ' ', '＿'.repeat(52)])(
    'is never part of a path to somewhere else: %j',
    async (id) => {
      const { status } = await airlock.send('GET', `/uploads/${encodeURI(id)}/download`);
      expect([400, 404]).toContain(status);
    },
  );
});

describe('metadata and file names', () => {
  it.each<[string, PresignRequest]>([
    ['CR and LF in a value', { metadata: { a: 'x\r\nx-amz-acl: public-read' } }],
    ['CR and LF in a name', { metadata: { 'a\r\nb': 'x' } }],
    ['a colon in a name', { metadata: { 'a:b': 'x' } }],
    ['NUL in a value', { metadata: { a: 'x\0' } }],
    ['half a surrogate pair', { metadata: { a: '\ud800' } }],
    ['a name that is not ASCII', { metadata: { ä: 'x' } }],
    ['upper case in a name', { metadata: { A: 'x' } }],
    ['more than there is room for', { metadata: { a: 'x'.repeat(2100) } }],
    ['more than there is room for once it is encoded', { metadata: { a: '請'.repeat(100) } }],
    ['too many keys', { metadata: Object.fromEntries(Array.from({ length: 17 }, (_, n) => [`k${n}`, ''])) }],
    ['a nested object', { metadata: { a: { b: 'c' } } }],
    ['a number', { metadata: { a: 1 } }],
    ['CR and LF in the file name', { filename: 'a\r\nx-amz-acl: public-read.pdf' }],
    ['a file name of more than 255 bytes', { filename: `${'ä'.repeat(130)}.pdf` }],
    ['CR and LF in the media type', { contentType: 'application/pdf\r\nx: y' }],
    ['CR and LF in the checksum', { checksumSha256: `${'A'.repeat(42)}\r\n` }],
  ])('are refused by the gateway, not by S3, for %s', async (_, change) => {
    const { status, body } = await airlock.send<Problem>('POST', '/uploads/presign', {
      filename: 'a.pdf',
      size: 10,
      contentType: PDF,
      ...change,
    });
    expect([status, body.code]).toEqual([
      422,
      expect.stringMatching(/^(metadata|filename)-invalid$|^invalid-request$/),
    ]);
  });

  it.each<[string, string, Record<string, string>]>([
    ['quotes and separators', `a";=&%2F'(1).pdf`, { a: '=&;"%0d%0a\'', b: '' }],
    ['every script and emoji', 'Größe 請求書 🧾.pdf', { note: 'für Ärzte 🩺', 'x-y': ' spaces ' }],
    ['as much as is allowed', `${'ä'.repeat(125)}.pdf`, { a: 'x'.repeat(766) }],
    ['as much as is allowed, encoded', `${'請'.repeat(83)}.pdf`, { a: '請'.repeat(85) }],
  ])('come back as they were sent: %s', async (_, filename, metadata) => {
    const presigned = await presign({ filename, metadata });
    const { id } = presigned;
    expect((await put(presigned, pdf)).status).toBe(200);
    expect(await airlock.decided(id)).toMatchObject({ status: 'validated', filename, metadata });
    const download = await airlock.send<{ url: string }>('GET', `/uploads/${id}/download`);
    signatures.add(signatureOf(download.body.url));
    expect((await fetch(download.body.url)).status).toBe(200);
    const head = await cloud.s3.send(new HeadObjectCommand({ Bucket: BUCKET, Key: `clean/local/${id}` }));
    const bytes = Object.entries(head.Metadata ?? {}).reduce((sum, [k, v]) => sum + k.length + v.length, 0);
    expect(bytes).toBeLessThanOrEqual(2048);
  });
});

/** fetch does not let a client lie about its host. */
async function presignAs(headers: Record<string, string>): Promise<Presigned> {
  const { port } = new URL(process.env.AIRLOCK_URL ?? '');
  const body = JSON.stringify({ filename: 'a.pdf', size: 10, contentType: PDF });
  return new Promise((resolve, reject) => {
    const sent = request(
      {
        host: '127.0.0.1',
        port,
        method: 'POST',
        path: '/uploads/presign',
        headers: {
          authorization: `Bearer ${process.env.AIRLOCK_API_KEY ?? ''}`,
          'content-type': 'application/json',
          ...headers,
        },
      },
      (response) => void text(response).then((answer) => resolve(JSON.parse(answer) as Presigned), reject),
    );
    sent.on('error', reject).end(body);
  });
}

describe('where the gateway sends anybody', () => {
  it.each<Record<string, string>>([
    { host: 'evil.example' },
    { host: '169.254.169.254' },
    { 'x-forwarded-host': 'evil.example', 'x-forwarded-proto': 'gopher', 'x-forwarded-port': '1' },
    { forwarded: 'host=evil.example;proto=http', 'x-original-url': '/evil', 'x-rewrite-url': '/evil' },
    { origin: 'https://evil.example', referer: 'https://evil.example/' },
  ])('is not for a client to say: %j', async (headers) => {
    const presigned = await presignAs(headers);
    signatures.add(signatureOf(presigned.uploadUrl));
    const { origin, pathname } = new URL(presigned.uploadUrl);
    expect([origin, pathname]).toEqual([
      new URL(validated.uploadUrl).origin,
      `/${BUCKET}/incoming/local/${presigned.id}`,
    ]);
    expect(JSON.stringify(presigned)).not.toContain('evil');
  });
});

describe('any body at all', () => {
  const hostile = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 300 }),
    fc.jsonValue({ maxDepth: 3 }),
    fc.constantFrom(
      '__proto__',
      'constructor',
      '../..',
      '\u202e',
      '\ud800',
      'a'.repeat(5000),
      -0,
      1e308,
      2 ** 53,
    ),
  );
  const mostly = (good: unknown) =>
    fc.oneof({ weight: 4, arbitrary: fc.constant(good) }, { weight: 1, arbitrary: hostile });
  const fields = fc.record({
    filename: mostly('a.pdf'),
    size: mostly(10),
    contentType: mostly(PDF),
    policy: mostly('documents'),
    checksumSha256: mostly('A'.repeat(43) + '='),
    metadata: fc.oneof(
      mostly({ a: 'b' }),
      fc.dictionary(fc.stringMatching(/^[a-z0-9-]{1,32}$/), fc.string({ unit: 'binary', maxLength: 40 })),
    ),
  });
  const extra = fc.dictionary(fc.constantFrom('__proto__', 'constructor', 'toString', 'id', ''), hostile, {
    noNullPrototype: true,
  });
  const body = fc.oneof(
    { weight: 5, arbitrary: fields.map((value) => JSON.stringify(value)) },
    // Entries written by hand, because an object literal would take __proto__ for its prototype.
    {
      weight: 1,
      arbitrary: fc
        .tuple(fields, extra)
        .map(
          ([value, more]) =>
            `{${[...Object.entries(value), ...Object.entries(more)]
              .map(([name, field]) => `${JSON.stringify(name)}:${JSON.stringify(field) ?? 'null'}`)
              .join(',')}}`,
        ),
    },
    { weight: 1, arbitrary: fc.jsonValue({ maxDepth: 4 }).map((value) => JSON.stringify(value)) },
    { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 500 }) },
  );

  it('is answered with a presigned upload or a problem that has a code', async () => {
    await fc.assert(
      fc.asyncProperty(body, async (sent) => {
        const answer = await airlock.send<Presigned & Problem>('POST', '/uploads/presign', sent);
        if (answer.status === 201) {
          signatures.add(signatureOf(answer.body.uploadUrl));
          return;
        }
        expect([400, 413, 415, 422]).toContain(answer.status);
        expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/);
        expect(answer.body.code).toMatch(/^[a-z-]+$/);
      }),
      { numRuns: FUZZ_RUNS },
    );
  });

  it('and any query of the routes that take one', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 30 }), async (wait) => {
        const path = `/uploads/${validated.id}?wait=${encodeURIComponent(wait.toWellFormed())}`;
        const { status, body: answer } = await airlock.send<Problem>('GET', path);
        if (status !== 200) expect([status, answer.code]).toEqual([422, 'invalid-request']);
      }),
      { numRuns: 40 },
    );
  });

  describe('to a route that takes none', () => {
    const any = fc.oneof(
      { weight: 3, arbitrary: body },
      {
        weight: 1,
        arbitrary: fc.constantFrom('', '{}', ' { } ', '[]', 'null', '{"__proto__":{}}', '{"":0}'),
      },
    );
    const name = fc.oneof(
      fc.constantFrom('wait', 'wait[]', '__proto__', 'constructor', 'id', 'body', ''),
      fc.string({ unit: 'binary', maxLength: 20 }),
    );
    const value = fc.oneof(fc.constantFrom('', '0', '0.001'), fc.string({ unit: 'binary', maxLength: 20 }));
    const query = fc
      .array(fc.tuple(name, value), { maxLength: 3 })
      .map((parameters) =>
        parameters
          .map((pair) => pair.map((part) => encodeURIComponent(part.toWellFormed())).join('='))
          .join('&'),
      );
    type Told = Pick<Problem, 'code'> & { status: unknown };
    /** No body, or an object without a field. */
    const isNothing = (sent: string): boolean => sent === '' || /^\ufeff?\s*\{\s*\}\s*$/.test(sent);
    const expectProblem = ({ status, headers, body: problem }: Answer<Pick<Problem, 'code'>>): void => {
      expect([400, 413, 422]).toContain(status);
      expect(headers.get('content-type')).toMatch(/^application\/problem\+json/);
      expect(problem.code).toMatch(/^(malformed-json|body-too-large|invalid-request)$/);
    };

    it('completes nothing, and is answered with a problem that has a code', async () => {
      const path = `/uploads/${validated.id}/complete`;
      await fc.assert(
        fc.asyncProperty(any, async (sent) => {
          const answer = await airlock.send<Told>('POST', path, sent);
          if (isNothing(sent)) expect([answer.status, answer.body.status]).toEqual([202, 'validated']);
          else expectProblem(answer);
        }),
        { numRuns: 60 },
      );
    });

    it.each(['', '/download'])(
      'and any query of GET /uploads/{id}%s: an answer, or a problem',
      async (path) => {
        await fc.assert(
          fc.asyncProperty(query, async (parameters) => {
            const answer = await airlock.send<Told>('GET', `/uploads/${validated.id}${path}?${parameters}`);
            if (answer.status !== 200) expectProblem(answer);
          }),
          { numRuns: 30 },
        );
      },
      60_000,
    );

    it('and any query of a completion: a wait, or a problem', async () => {
      await fc.assert(
        fc.asyncProperty(query, async (parameters) => {
          const path = `/uploads/${validated.id}/complete?${parameters}`;
          const answer = await airlock.send<Told>('POST', path);
          if (answer.status !== 202) expectProblem(answer);
          else expect(answer.body.status).toBe('validated');
        }),
        { numRuns: 40 },
      );
    });

    it('erases nothing, whatever the query says', async () => {
      let { id } = await presign();
      await fc.assert(
        fc.asyncProperty(any, query, async (sent, parameters) => {
          const answer = await airlock.send<Problem>('DELETE', `/uploads/${id}?${parameters}`, sent);
          const left = (await airlock.get(id)).body.status;
          if (!isNothing(sent)) {
            expectProblem(answer);
            expect(left).toBe('pending');
            return;
          }
          expect([answer.status, left]).toEqual([204, 'erased']);
          ({ id } = await presign());
        }),
        { numRuns: 60 },
      );
    });
  });
});

describe('the log', () => {
  const FORGED = 'forged-by-a-client';

  it('has no line that a client wrote', async () => {
    const id = randomBytes(8).toString('hex');
    const lines = `\r\n{"level":"log","message":"${FORGED}"}\r\n\u2028${FORGED}`;
    await cloud.notify({ Records: [record(`incoming/local/${id}${lines}`)] });
    await cloud.notify(`no JSON${lines}${id}`);
    await cloud.deadLetter((dead) => dead.includes('no JSON') && dead.includes(id));
    await cloud.deadLetter((dead) => dead.includes(id));
    await airlock.send('GET', `/uploads/${encodeURIComponent(lines)}`);
    await airlock.send('POST', '/uploads/presign', { filename: `a${lines}.pdf`, size: 1, contentType: PDF });
    await airlock.send('GET', `/nowhere${encodeURIComponent(lines)}`, undefined, { 'user-agent': FORGED });
    for (const line of await log()) {
      if (!line.includes(FORGED)) continue;
      const said = JSON.parse(line.replace(/^\S+ \| /, '')) as { context?: string }; // one whole line of an app's own
      expect(said.context).toEqual(expect.any(String));
    }
  });

  it('has none of the secrets and signatures of this run in it', async () => {
    expect(signatures.size).toBeGreaterThan(10);
    const all = (await log()).join('\n');
    const secrets = [
      ...signatures,
      process.env.AIRLOCK_API_KEY ?? '',
      process.env.AIRLOCK_OTHER_API_KEY ?? '',
      'X-Amz-Signature',
      'X-Amz-Credential',
      'Bearer ',
      'AWS4-HMAC-SHA256',
    ];
    for (const secret of secrets) {
      expect(secret.length).toBeGreaterThan(6);
      expect([secret, all.includes(secret)]).toEqual([secret, false]);
    }
  });

  /** A system that somebody else runs keeps its own. */
  async function log(): Promise<string[]> {
    const file = process.env.STACK_LOG;
    if (file === undefined) return [];
    const lines = (await readFile(file, 'utf8')).split('\n');
    expect(lines.some((line) => line.startsWith('gateway | '))).toBe(true);
    return lines;
  }
});
