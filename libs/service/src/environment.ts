import { plainToInstance } from 'class-transformer';
import { getMetadataStorage, validateSync, type ValidationError } from 'class-validator';
import 'reflect-metadata';
import { AirlockError } from '#core';
import { misspelt } from './misspelt.js';
import { withFiles } from './variables-in-files.js';

type Environment = Readonly<Record<string, string | undefined>>;
type Shape<T extends object> = new () => T;

/**
 * The environment, read once: a class-validator class whose property names are the variables' names. An empty
 * variable counts as unset, as compose files pass them; variables the class does not name are left out. What is in a
 * file is named by `NAME_FILE` ({@link withFiles}).
 * @throws AirlockError `configuration-invalid` that lists every problem, and no value, since some are secrets
 */
export function readEnvironment<T extends object>(shape: Shape<T>, environment: Environment): Readonly<T> {
  const [read] = readEnvironments([shape], environment);
  return read;
}

/** Several at once, so that what is wrong with one does not hide what is wrong with another. */
export function readEnvironments<const T extends readonly object[]>(
  shapes: { readonly [K in keyof T]: Shape<T[K]> },
  environment: Environment,
): { readonly [K in keyof T]: Readonly<T[K]> } {
  const set = Object.fromEntries(
    Object.entries(environment).filter((entry): entry is [string, string] => !!entry[1]),
  );
  const names = shapes.flatMap(namesOf);
  const { variables, problems } = withFiles(set, names);
  const all = shapes.map((shape) => plainToInstance(shape, variables));
  const flaws = all.flatMap((read) =>
    validateSync(read, { whitelist: true, forbidUnknownValues: true }).flatMap(messages),
  );
  if (problems.length + flaws.length > 0) {
    const lines = [...new Set([...problems, ...flaws]), ...misspelt(Object.keys(set), names)];
    throw new AirlockError(
      'configuration-invalid',
      `the environment is invalid:\n${lines.map((line) => `  ${line}`).join('\n')}`,
    );
  }
  return all.map((read) => Object.freeze(read)) as unknown as { readonly [K in keyof T]: Readonly<T[K]> };
}

/** What a variable that nobody reads may have been meant to be; for a line in the log of a process that starts all the same. */
export function misspeltVariables(shapes: readonly Shape<object>[], environment: Environment): string[] {
  return misspelt(Object.keys(environment), shapes.flatMap(namesOf));
}

/** Each has at least one constraint. */
const namesOf = (shape: Shape<object>): string[] => [
  ...new Set(
    getMetadataStorage()
      .getTargetValidationMetadatas(shape, '', false, false)
      .map(({ propertyName }) => propertyName),
  ),
];

const messages = ({ constraints = {}, children = [] }: ValidationError): string[] => [
  ...Object.values(constraints),
  ...children.flatMap(messages),
];
