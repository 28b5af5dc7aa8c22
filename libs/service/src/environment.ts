import { plainToInstance } from 'class-transformer';
import { validateSync, type ValidationError } from 'class-validator';
import 'reflect-metadata';
import { AirlockError } from '#core';

/**
 * The environment, read once: a class-validator class whose property names are the variables' names. An empty
 * variable counts as unset, as compose files pass them; variables the class does not name are left out.
 * @throws AirlockError `configuration-invalid` that lists every problem, and no value, since some are secrets
 */
export function readEnvironment<Shape extends object>(
  shape: new () => Shape,
  environment: Readonly<Record<string, string | undefined>>,
): Readonly<Shape> {
  const set = Object.fromEntries(
    Object.entries(environment).filter(([, value]) => value !== undefined && value !== ''),
  );
  const read = plainToInstance(shape, set);
  const problems = validateSync(read, { whitelist: true, forbidUnknownValues: true }).flatMap(messages);
  if (problems.length > 0)
    throw new AirlockError(
      'configuration-invalid',
      `the environment is invalid:\n${problems.map((problem) => `  ${problem}`).join('\n')}`,
    );
  return Object.freeze(read);
}

const messages = ({ constraints = {}, children = [] }: ValidationError): string[] => [
  ...Object.values(constraints),
  ...children.flatMap(messages),
];
