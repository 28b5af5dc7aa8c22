import { applyDecorators } from '@nestjs/common';
import {
  ApiBearerAuth,
  ApiExtraModels,
  ApiResponse,
  ApiSecurity,
  ApiTags,
  getSchemaPath,
  type ApiResponseNoStatusOptions,
} from '@nestjs/swagger';
import { Problem, problem, PROBLEM_MEDIA_TYPE } from '../problems/problem.js';
import { STATUS, TITLE, type ProblemCode } from '../problems/problem-codes.js';

type Decorator = ClassDecorator & MethodDecorator;

/** Documents the problems that a route answers with: one response a status, one example a code. */
export function ApiProblems(...codes: readonly ProblemCode[]): Decorator {
  const byStatus = Map.groupBy(codes, (code) => STATUS[code]);
  return applyDecorators(
    ApiExtraModels(Problem),
    ...Array.from(byStatus, ([status, sharing]) =>
      ApiResponse({
        status,
        description: sharing.map((code) => `\`${code}\`: ${TITLE[code]}.`).join(' '),
        headers: HEADERS[status] ?? {},
        content: {
          [PROBLEM_MEDIA_TYPE]: {
            schema: { $ref: getSchemaPath(Problem) },
            examples: Object.fromEntries(sharing.map((code) => [code, { value: example(code) }])),
          },
        },
      }),
    ),
  );
}

/** What every route below `/uploads` has in common. */
export const ApiUploads = (): Decorator =>
  applyDecorators(
    ApiTags('uploads'),
    ApiBearerAuth(),
    ApiProblems('unauthenticated', 'rate-limited', 'internal'),
  );

/** A route below `/uploads` that a session may call, too. */
export const ApiForSessions = (): MethodDecorator =>
  applyDecorators(ApiSecurity('session'), ApiProblems('origin-not-allowed'));

/** One that it may not. */
export const ApiForKeysOnly = (): MethodDecorator => applyDecorators(ApiProblems('forbidden'));

const retryAfter = {
  'Retry-After': { description: 'Seconds to wait.', schema: { type: 'integer' as const, minimum: 1 } },
};
const HEADERS: Readonly<Record<number, ApiResponseNoStatusOptions['headers']>> = {
  401: { 'WWW-Authenticate': { description: 'RFC 9110, 11.6.1.', schema: { type: 'string' } } },
  429: retryAfter,
  503: retryAfter,
};

const FIELD: Partial<Record<ProblemCode, string>> = {
  'filename-required': 'filename',
  'filename-invalid': 'filename',
  'policy-unknown': 'policy',
  'policy-not-allowed': 'policy',
  'media-type-not-allowed': 'contentType',
  'media-type-ambiguous': 'contentType',
  'size-exceeded': 'size',
  'metadata-invalid': 'metadata',
  'invalid-request': 'wait',
};

function example(code: ProblemCode): Problem {
  const field = FIELD[code];
  const message = `${TITLE[code]}.`;
  return problem(code, message, field === undefined ? undefined : [{ field, code, message }]);
}
