import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import SwaggerParser from '@apidevtools/swagger-parser';
import type { OpenAPIObject } from '@nestjs/swagger';
import { Ajv, type ValidateFunction } from 'ajv';
import { cleanKey } from '#core';
import { aRejectedVerdict, aValidatedVerdict } from '#testing';
import { aPresign, GatewayUnderTest, type Answer, type Asked } from './a-gateway.js';

type OperationObject = NonNullable<OpenAPIObject['paths'][string]['get']>;
interface MediaType {
  readonly schema?: object;
  readonly examples?: Readonly<Record<string, { readonly value: unknown }>>;
}
interface ResponseObject {
  readonly content?: Readonly<Record<string, MediaType>>;
}

const gateway = new GatewayUnderTest();
let document: OpenAPIObject;
/** Every `$ref` replaced: what a response has to be, by itself. */
let dereferenced: OpenAPIObject;
beforeAll(async () => {
  await gateway.start();
  document = (await gateway.ask({ url: '/docs/json', key: '' })).json as OpenAPIObject;
  dereferenced = (await SwaggerParser.dereference(
    structuredClone(document) as never,
  )) as unknown as OpenAPIObject;
});
afterAll(() => gateway.close());

const METHODS = ['get', 'post', 'delete', 'put', 'patch'] as const;
const operations = (of: OpenAPIObject): [string, OperationObject][] =>
  Object.entries(of.paths).flatMap(([path, operationsOf]) =>
    METHODS.flatMap((method) => {
      const operation = operationsOf[method];
      return operation === undefined ? [] : [[`${method} ${path}`, operation] as [string, OperationObject]];
    }),
  );

/** Formats are documentation here, and `discriminator` is OpenAPI's own. */
const compile = (schema: object): ValidateFunction =>
  new Ajv({ strict: false, validateFormats: false }).compile(schema);

function schemaOf(operation: string, answer: Answer): object {
  const found = new Map(operations(dereferenced)).get(operation)?.responses[answer.status] as ResponseObject;
  const [mediaType = ''] = String(answer.headers['content-type']).split(';');
  return found.content?.[mediaType]?.schema ?? { not: {} };
}

describe('the OpenAPI document', () => {
  it('is valid', async () => {
    await expect(SwaggerParser.validate(structuredClone(document) as never)).resolves.toBeDefined();
  });

  it('has every route of the contract, and no other', () => {
    expect(
      operations(document)
        .map(([name]) => name)
        .sort(),
    ).toEqual([
      'delete /uploads/{id}',
      'get /health/live',
      'get /health/ready',
      'get /policies',
      'get /uploads/{id}',
      'get /uploads/{id}/download',
      'post /sessions',
      'post /uploads/presign',
      'post /uploads/{id}/complete',
    ]);
  });

  it('asks for a key or a session below /uploads and /sessions, and nowhere else', () => {
    const secured = operations(document).filter(([, { security }]) => security !== undefined);
    expect(secured.map(([name]) => /\/(uploads|sessions)/.test(name))).toEqual(Array(6).fill(true));
    expect(document.components?.securitySchemes).toEqual({
      bearer: { type: 'http', scheme: 'bearer', description: expect.any(String) },
      session: { type: 'http', scheme: 'bearer', description: expect.any(String) },
    });
  });

  it('says which routes a session may call, and what it hears of the others', () => {
    const may = operations(document).filter(([, { security = [] }]) =>
      security.some((one) => 'session' in one),
    );
    expect(may.map(([name]) => name).sort()).toEqual([
      'get /uploads/{id}',
      'post /uploads/presign',
      'post /uploads/{id}/complete',
    ]);
    for (const [name, { security, responses }] of operations(document)) {
      if (security === undefined) continue;
      expect(security).toContainEqual({ bearer: [] });
      expect([name, '403' in responses]).toEqual([name, true]);
    }
  });

  it('says where to send requests: to where it came from', () => {
    expect(document.servers).toMatchObject([{ url: '/' }]);
  });

  it('documents problems of every route as problem+json, with an example of each code', () => {
    const problems = operations(document).flatMap(([, { responses }]) =>
      Object.entries(responses).filter(([status]) => Number(status) >= 400),
    );
    for (const [status, response] of problems) {
      const { schema, examples } = (response as ResponseObject).content?.['application/problem+json'] ?? {};
      expect(schema).toEqual({ $ref: '#/components/schemas/Problem' });
      for (const [code, example] of Object.entries(examples ?? {}))
        expect(example).toMatchObject({ value: { code, status: Number(status), title: expect.any(String) } });
    }
    expect(problems.length).toBeGreaterThan(8);
  });

  it('has examples that are what the schemas say', () => {
    for (const [, { responses }] of operations(dereferenced))
      for (const response of Object.values(responses) as ResponseObject[])
        for (const { schema = {}, examples = {} } of Object.values(response.content ?? {}))
          for (const example of Object.values(examples) as { value: unknown }[]) {
            const validate = compile(schema);
            expect({ value: example.value, errors: validate(example.value) ? [] : validate.errors }).toEqual({
              value: example.value,
              errors: [],
            });
          }
  });

  it('says that unknown fields are refused', () => {
    for (const name of ['PresignRequest', 'SessionRequest'])
      expect(document.components?.schemas?.[name]).toMatchObject({ additionalProperties: false });
  });

  it.each(['/uploads/presign', '/sessions'])('has examples of requests that work: POST %s', async (path) => {
    const { content } = document.paths[path]?.post?.requestBody as ResponseObject;
    const examples = Object.values(content?.['application/json']?.examples ?? {});
    expect(examples.length).toBeGreaterThan(1);
    for (const { value } of examples)
      expect(await gateway.ask({ method: 'POST', url: path, body: value })).toMatchObject({ status: 201 });
  });

  const presign: Asked = { method: 'POST', url: '/uploads/presign', body: aPresign() };
  const validated = () => {
    const upload = gateway.issued();
    gateway.objects.put(cleanKey(upload), 'x');
    gateway.verdicts.put(
      upload,
      aValidatedVerdict(upload, {
        checksum: { algorithm: 'sha256', value: '47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=' },
        metadata: { a: 'b' },
        warnings: [{ code: 'w', detail: 'd' }],
      }),
    );
    return upload.id;
  };
  const rejected = () => {
    const upload = gateway.issued();
    gateway.verdicts.put(upload, aRejectedVerdict({ detectedContentType: 'image/png' }));
    return upload.id;
  };
  const erased = async () => {
    const { id } = gateway.issued();
    await gateway.ask({ method: 'DELETE', url: `/uploads/${id}` });
    return id;
  };
  const answers: [string, string, () => Asked | Promise<Asked>][] = [
    ['a presign', 'post /uploads/presign', () => presign],
    ['a refused presign', 'post /uploads/presign', () => ({ ...presign, body: { x: 1 } })],
    ['one too large', 'post /uploads/presign', () => ({ ...presign, body: aPresign({ size: 1e9 }) })],
    ['a stranger', 'post /uploads/presign', () => ({ ...presign, key: '' })],
    ['a pending upload', 'get /uploads/{id}', () => ({ url: `/uploads/${gateway.issued().id}` })],
    [
      'a scanning one',
      'get /uploads/{id}',
      () => ({ url: `/uploads/${gateway.arrive(gateway.issued()).id}` }),
    ],
    ['a validated one', 'get /uploads/{id}', () => ({ url: `/uploads/${validated()}` })],
    ['a rejected one', 'get /uploads/{id}', () => ({ url: `/uploads/${rejected()}` })],
    ['an erased one', 'get /uploads/{id}', async () => ({ url: `/uploads/${await erased()}` })],
    ['none', 'get /uploads/{id}', () => ({ url: '/uploads/none' })],
    [
      'a completion',
      'post /uploads/{id}/complete',
      () => ({ method: 'POST', url: `/uploads/${gateway.issued().id}/complete` }),
    ],
    ['a session', 'post /sessions', () => ({ method: 'POST', url: '/sessions' })],
    ['no session', 'post /sessions', () => ({ method: 'POST', url: '/sessions', body: { policy: 'x' } })],
    ['a download', 'get /uploads/{id}/download', () => ({ url: `/uploads/${validated()}/download` })],
    ['no download', 'get /uploads/{id}/download', () => ({ url: `/uploads/${rejected()}/download` })],
    ['the policies', 'get /policies', () => ({ url: '/policies' })],
    ['life', 'get /health/live', () => ({ url: '/health/live' })],
    ['readiness', 'get /health/ready', () => ({ url: '/health/ready' })],
  ];
  it.each(answers)('describes exactly what is answered: %s', async (_, operation, arrange) => {
    const answer = await gateway.ask(await arrange());
    const validate = compile(closed(schemaOf(operation, answer)));
    expect({ answer: answer.json, errors: validate(answer.json) ? [] : validate.errors }).toEqual({
      answer: answer.json,
      errors: [],
    });
  });
});

/** The schema with no room for fields that it does not name. */
function closed(schema: unknown): object {
  if (Array.isArray(schema)) return schema.map(closed);
  if (typeof schema !== 'object' || schema === null) return schema as never;
  const inner = Object.fromEntries(
    Object.entries(schema).map(([key, value]) => [
      key,
      key === 'enum' || key === 'example' ? value : closed(value),
    ]),
  );
  return 'properties' in inner && !('additionalProperties' in inner)
    ? { ...inner, additionalProperties: false }
    : inner;
}
