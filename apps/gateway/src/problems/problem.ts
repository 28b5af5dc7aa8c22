import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { PROBLEM_CODES, STATUS, TITLE, type ProblemCode } from './problem-codes.js';

export const PROBLEM_MEDIA_TYPE = 'application/problem+json';

/** One thing that is wrong with one field of the request. */
export class FieldProblem {
  @ApiProperty({ description: 'The name of the field; empty for the whole body.', example: 'filename' })
  readonly field!: string;

  @ApiProperty({ enum: PROBLEM_CODES, example: 'filename-invalid' })
  readonly code!: ProblemCode;

  @ApiProperty({ example: 'filename must not contain path separators' })
  readonly message!: string;
}

/** RFC 9457 problem details. */
export class Problem {
  @ApiProperty({ description: 'Names the kind of problem.', example: 'urn:airlock:problem:filename-invalid' })
  readonly type!: string;

  @ApiProperty({
    description: 'The same for every problem of this type.',
    example: TITLE['filename-invalid'],
  })
  readonly title!: string;

  @ApiProperty({ description: 'The HTTP status.', example: STATUS['filename-invalid'] })
  readonly status!: number;

  @ApiProperty({
    description: 'What went wrong this time.',
    example: 'filename must not contain path separators',
  })
  readonly detail!: string;

  @ApiProperty({ description: 'Stable: switch on it.', enum: PROBLEM_CODES, example: 'filename-invalid' })
  readonly code!: ProblemCode;

  @ApiPropertyOptional({
    description: 'Everything that is wrong with the request, the most specific first.',
    type: [FieldProblem],
  })
  readonly errors?: readonly FieldProblem[];
}

export function problem(code: ProblemCode, detail: string, errors?: readonly FieldProblem[]): Problem {
  return {
    type: `urn:airlock:problem:${code}`,
    title: TITLE[code],
    status: STATUS[code],
    detail,
    code,
    ...(errors === undefined ? {} : { errors }),
  };
}
