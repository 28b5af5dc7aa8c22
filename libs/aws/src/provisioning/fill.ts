import { AirlockError } from '#core';

const PLACEHOLDER = /\$\{(\w+)\}/g;

/**
 * A request of a resource document with its `${NAME}`s filled in. Where the API wants a document inside a string (a
 * queue's Policy), `{"$json": document}` stands for that string. An element of a list that is one `${NAME}` stands for all of its
 * values, separated by commas.
 */
export function fill(template: unknown, values: Readonly<Record<string, string>>): unknown {
  if (typeof template === 'string')
    return template.replace(PLACEHOLDER, (_, name: string) => valueOf(name, values));
  if (Array.isArray(template)) return template.flatMap((part) => elements(part, values));
  if (typeof template !== 'object' || template === null) return template;
  if ('$json' in template) return JSON.stringify(fill(template.$json, values));
  return Object.fromEntries(Object.entries(template).map(([name, part]) => [name, fill(part, values)]));
}

function elements(part: unknown, values: Readonly<Record<string, string>>): unknown[] {
  const [, name] = typeof part === 'string' ? (/^\$\{(\w+)\}$/.exec(part) ?? []) : [];
  return name === undefined ? [fill(part, values)] : valueOf(name, values).split(',');
}

function valueOf(name: string, values: Readonly<Record<string, string>>): string {
  const value = values[name];
  if (value === undefined)
    throw new AirlockError(
      'configuration-invalid',
      `a resource document names \${${name}}, which is not set`,
    );
  return value;
}
