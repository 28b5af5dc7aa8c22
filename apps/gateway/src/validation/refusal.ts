import type { FieldProblem } from '../problems/problem.js';
import { HttpProblem } from '../problems/http-problem.js';
import type { ProblemCode } from '../problems/problem-codes.js';

/** The most specific first: that one is the answer's `code`, and its status the answer's status. */
const PRECEDENCE = [
  'filename-required',
  'filename-invalid',
  'policy-unknown',
  'policy-not-allowed',
  'media-type-not-allowed',
  'media-type-ambiguous',
  'size-exceeded',
  'metadata-invalid',
  'invalid-request',
] as const satisfies readonly ProblemCode[];

export type RefusalCode = (typeof PRECEDENCE)[number];

export interface Refusal extends FieldProblem {
  readonly code: RefusalCode;
}

/** @throws HttpProblem that names everything that is wrong with the request, if anything is */
export function refuseAny(refusals: readonly Refusal[]): void {
  const errors = refusals.toSorted((a, b) => rank(a) - rank(b));
  const [first] = errors;
  if (first !== undefined) throw new HttpProblem(first.code, `${first.message}.`, { errors });
}

const rank = ({ code }: Refusal): number => PRECEDENCE.indexOf(code);
