import { HttpException, InternalServerErrorException, NotFoundException } from '@nestjs/common';
import { describe, expect, it } from '@jest/globals';
import { AirlockError } from '#core';
import { HttpProblem } from './http-problem.js';
import { PROBLEM_CODES, STATUS } from './problem-codes.js';
import { toHttpProblem } from './to-http-problem.js';

const fastify = (code: string, status: number): HttpException =>
  new HttpException('of fastify', status, { cause: Object.assign(new Error('of fastify'), { code }) });

describe('toHttpProblem', () => {
  it('leaves a problem as it is', () => {
    const problem = new HttpProblem('rate-limited', 'later');
    expect(toHttpProblem(problem)).toBe(problem);
  });

  it.each([
    ['a dependency', new AirlockError('dependency-unavailable', 'secret host'), 'dependency-unavailable'],
    ['an upload', new AirlockError('undecidable', 'secret host'), 'dependency-unavailable'],
    ['a misconfiguration', new AirlockError('configuration-invalid', 'secret host'), 'internal'],
    ['a policy that is missing', new AirlockError('policy-unknown', 'secret host'), 'internal'],
    ['a bug', new TypeError('secret host'), 'internal'],
    ['what is no error', 'secret host', 'internal'],
    ['nothing', undefined, 'internal'],
    ['a server error of Nest', new InternalServerErrorException('secret host'), 'internal'],
    ['a client error of Nest', new HttpException('secret host', 418), 'malformed-request'],
    ['an unknown route', new NotFoundException('secret host'), 'not-found'],
    ['a body of another type', fastify('FST_ERR_CTP_INVALID_MEDIA_TYPE', 415), 'unsupported-media-type'],
    ['a body too large', fastify('FST_ERR_CTP_BODY_TOO_LARGE', 413), 'body-too-large'],
    ['a body cut short', fastify('FST_ERR_CTP_INVALID_CONTENT_LENGTH', 400), 'malformed-request'],
    ['a body that is not JSON', fastify('FST_ERR_CTP_INVALID_JSON_BODY', 400), 'malformed-json'],
    ['a path that is not decodable', fastify('FST_ERR_BAD_URL', 400), 'not-found'],
    ['a parameter that is too long', fastify('FST_ERR_MAX_PARAM_LENGTH', 414), 'not-found'],
  ])('says nothing of the inside about %s', (_, error, code) => {
    const problem = toHttpProblem(error);
    expect(problem.code).toBe(code);
    expect(JSON.stringify([problem.message, problem.headers])).not.toMatch(/secret|fastify/);
  });

  it.each(PROBLEM_CODES)('%s has a status of an error', (code) => {
    expect(STATUS[code]).toBeGreaterThanOrEqual(400);
  });
});
