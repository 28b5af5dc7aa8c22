import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AirlockError } from '#core';

const SERVICES = ['s3', 'sqs', 'sns'] as const;

/** One call of the AWS API, as every SDK takes it. */
export interface Step {
  readonly service: (typeof SERVICES)[number];
  /** As the API names it: `CreateQueue`. */
  readonly operation: string;
  readonly request: unknown;
  /** Placeholders for later steps: name → member of the answer. */
  readonly keep?: Readonly<Record<string, string>>;
  /** Error codes that mean the resource is there already. */
  readonly exists?: readonly string[];
}

/** The steps of every document of a directory: by file name, then as they stand in it. */
export async function readResourceDocuments(directory: string): Promise<Step[]> {
  const names = (await readdir(directory)).filter((name) => name.endsWith('.json')).sort();
  const documents = await Promise.all(names.map((name) => readSteps(join(directory, name))));
  return documents.flat();
}

async function readSteps(path: string): Promise<Step[]> {
  const document: unknown = JSON.parse(await readFile(path, 'utf8'));
  if (!Array.isArray(document) || !document.every(isStep))
    throw new AirlockError(
      'configuration-invalid',
      `${path} must be a list of {service, operation, request}`,
    );
  return document;
}

function isStep(step: unknown): step is Step {
  const { service, operation, request } = (step ?? {}) as Partial<Step>;
  return SERVICES.some((name) => name === service) && typeof operation === 'string' && request !== undefined;
}
