import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import SwaggerParser from '@apidevtools/swagger-parser';
import type { OpenAPIObject } from '@nestjs/swagger';
import { Ajv } from 'ajv';
import { createBackend, createClient, type AirlockError, type ProblemCode, type UploadState } from '#client';
import { cleanKey, type Upload } from '#core';
import { aRejectedVerdict, aValidatedVerdict } from '#testing';
import type { ProblemCode as Documented } from '../../apps/gateway/src/problems/problem-codes.js';
import { GatewayUnderTest, KEYS, type Asked } from './a-gateway.js';

/** The package repeats what the gateway says, having no dependency: `npm run types` fails when the two part. */
void ((code: ProblemCode): Documented => code);
void ((upload: Upload): UploadState => upload);

interface Operation {
  readonly requestBody?: { readonly content: { readonly 'application/json': { readonly schema: object } } };
  readonly parameters?: readonly { readonly in: string; readonly name: string }[];
  readonly responses: Readonly<Record<string, object>>;
}

const gateway = new GatewayUnderTest();
let paths: Record<string, Record<string, Operation>>;

beforeAll(async () => {
  await gateway.start();
  const document = (await gateway.ask({ url: '/docs/json', key: '' })).json as OpenAPIObject;
  paths = ((await SwaggerParser.dereference(document as never)) as unknown as { paths: typeof paths }).paths;
});
afterAll(() => gateway.close());

/** The gateway, to whoever asks for what its document has, as the document has it. */
async function documented(url: string, { method = 'GET', headers, body }: RequestInit): Promise<Response> {
  const { pathname, search, searchParams } = new URL(url);
  const [, operations] =
    Object.entries(paths).find(([path]) =>
      new RegExp(`^${path.replace(/\{\w+\}/g, '[^/]+')}$`).test(pathname),
    ) ?? [];
  const operation = operations?.[method.toLowerCase()];
  if (operation === undefined) throw new Error(`${method} ${pathname} is not in the document`);
  const known = (operation.parameters ?? []).filter((parameter) => parameter.in === 'query');
  expect(known.map(({ name }) => name)).toEqual(expect.arrayContaining([...searchParams.keys()]));
  const schema = operation.requestBody?.content['application/json'].schema;
  if (body !== undefined) {
    const validate = new Ajv({ strict: false, validateFormats: false }).compile(schema ?? { not: {} });
    expect({ body, errors: validate(JSON.parse(body as string)) ? [] : validate.errors }).toEqual({
      body,
      errors: [],
    });
  }
  const answer = await gateway.ask({
    method: method as NonNullable<Asked['method']>,
    url: pathname + search,
    key: '',
    headers: headers as Record<string, string>,
    ...(body === undefined ? {} : { body: body as string }),
  });
  expect(Object.keys(operation.responses)).toContain(String(answer.status));
  return new Response(answer.status === 204 ? null : answer.text, {
    status: answer.status,
    headers: answer.headers as Record<string, string>,
  });
}

const options = { endpoint: 'http://gateway', fetch: documented, retry: { attempts: 1 } };
const backend = createBackend({ ...options, apiKey: KEYS.acme });

const validated = (): string => {
  const upload = gateway.issued();
  gateway.objects.put(cleanKey(upload), 'x');
  gateway.verdicts.put(upload, aValidatedVerdict(upload));
  return upload.id;
};

describe('the client, against the OpenAPI document', () => {
  it('presigns with every field', async () => {
    const presigned = await backend.presign({
      filename: 'offer.pdf',
      size: 1000,
      contentType: 'application/pdf',
      policy: 'documents',
      checksumSha256: '47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=',
      metadata: { order: '4711' },
    });
    expect(presigned).toMatchObject({ method: 'PUT', uploadUrl: expect.any(String) });
    expect((await backend.status(presigned.id, { waitSeconds: 0.001 })).status).toBe('pending');
  });

  it('lets a page upload in a session, and nothing beyond it', async () => {
    const { token } = await backend.createSession({
      policy: 'documents',
      maxBytes: 5000,
      metadata: { user: '7' },
      expiresInSeconds: 60,
      origin: 'https://app.example.com',
    });
    const page = createBackend({ ...options, apiKey: token });
    const { id, contentType } = await page.presign({ filename: 'offer.pdf', size: 1000 });
    expect(contentType).toBe('application/pdf');
    expect((await page.status(id)).status).toBe('pending');
    await expect(page.presign({ filename: 'offer.pdf', size: 5001 })).rejects.toMatchObject({
      code: 'size-exceeded',
    });
    await expect(page.status(validated())).rejects.toMatchObject({ code: 'upload-not-found' });
    await expect(page.createSession()).rejects.toMatchObject({ code: 'forbidden' });
  });

  it('fails with the code of the problem', async () => {
    const failed = backend.presign({ filename: '../x', size: 1, contentType: 'application/pdf' });
    await expect(failed).rejects.toMatchObject({
      code: 'filename-invalid',
      status: 422,
      errors: [{ field: 'filename', code: 'filename-invalid' }],
    } satisfies Partial<Record<keyof AirlockError, unknown>>);
  });

  it('gets a verdict, downloads and erases', async () => {
    const id = validated();
    const upload = await createClient({ ...options, token: KEYS.acme }).find(id);
    expect(await upload.verdict()).toMatchObject({ id, status: 'validated' });
    expect(await backend.download(id)).toMatchObject({ url: expect.any(String) });
    await backend.erase(id);
    expect((await backend.status(id)).status).toBe('erased');
    await expect(backend.download(id)).rejects.toMatchObject({ code: 'not-validated', status: 409 });
  });

  it('gets a rejection with its sentence', async () => {
    const upload = gateway.issued();
    gateway.verdicts.put(upload, aRejectedVerdict());
    const verdict = await (await createClient({ ...options, token: KEYS.acme }).find(upload.id)).verdict();
    expect(verdict).toMatchObject({ status: 'rejected', rejection: { detail: expect.any(String) } });
  });

  it('lists the policies', async () => {
    expect((await backend.policies()).map(({ name }) => name)).toEqual(['documents', 'pictures']);
  });
});
