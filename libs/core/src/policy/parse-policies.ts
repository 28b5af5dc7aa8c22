import { Ajv, type ErrorObject } from 'ajv';
import { AirlockError } from '../errors.js';
import { DEFAULT_POLICY, type Policy } from './policy.js';
import schema from './policies.schema.json' with { type: 'json' };

const validate = new Ajv({ allErrors: true }).compile<{ policies: Policy[] }>(schema);

/**
 * The policies of a policies file, by name, in the file's order.
 * @throws AirlockError `configuration-invalid` that lists every problem of the document at once
 */
export function parsePolicies(document: unknown): ReadonlyMap<string, Policy> {
  if (!validate(document)) {
    throw invalid((validate.errors ?? []).map(problemOf));
  }
  const policies = new Map(document.policies.map((policy) => [policy.name, policy]));
  const problems: string[] = [];
  if (policies.size < document.policies.length) problems.push('/policies names must be unique');
  if (!policies.has(DEFAULT_POLICY))
    problems.push(`/policies must have the default policy, ${DEFAULT_POLICY}`);
  if (problems.length > 0) throw invalid(problems);
  return policies;
}

/** Ajv names what is missing in its message, and what is too many only beside it. */
function problemOf({ instancePath, message = 'is invalid', params }: ErrorObject): string {
  const { additionalProperty } = params as { additionalProperty?: string };
  const name = additionalProperty === undefined ? '' : `: ${additionalProperty}`;
  return `${instancePath || '/'} ${message}${name}`;
}

const invalid = (problems: readonly string[]): AirlockError =>
  new AirlockError(
    'configuration-invalid',
    `the policies are invalid:\n${problems.map((problem) => `  ${problem}`).join('\n')}`,
  );
