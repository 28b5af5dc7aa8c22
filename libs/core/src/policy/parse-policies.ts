import { Ajv } from 'ajv';
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
    const problems = (validate.errors ?? []).map(
      ({ instancePath, message }) => `${instancePath || '/'} ${message ?? 'is invalid'}`,
    );
    throw invalid(problems);
  }
  const policies = new Map(document.policies.map((policy) => [policy.name, policy]));
  const problems: string[] = [];
  if (policies.size < document.policies.length) problems.push('/policies names must be unique');
  if (!policies.has(DEFAULT_POLICY))
    problems.push(`/policies must have the default policy, ${DEFAULT_POLICY}`);
  if (problems.length > 0) throw invalid(problems);
  return policies;
}

const invalid = (problems: readonly string[]): AirlockError =>
  new AirlockError(
    'configuration-invalid',
    `the policies are invalid:\n${problems.map((problem) => `  ${problem}`).join('\n')}`,
  );
