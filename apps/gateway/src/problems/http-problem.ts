import type { FieldProblem } from './problem.js';
import type { ProblemCode } from './problem-codes.js';

interface HttpProblemOptions extends ErrorOptions {
  readonly errors?: readonly FieldProblem[];
  readonly headers?: Readonly<Record<string, string>>;
}

/** What the client is told. Its message is the problem's `detail`, so nothing internal belongs in it. */
export class HttpProblem extends Error {
  override readonly name = 'HttpProblem';
  readonly errors: readonly FieldProblem[] | undefined;
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    readonly code: ProblemCode,
    detail: string,
    { errors, headers = {}, ...options }: HttpProblemOptions = {},
  ) {
    super(detail, options);
    this.errors = errors;
    this.headers = headers;
  }
}
