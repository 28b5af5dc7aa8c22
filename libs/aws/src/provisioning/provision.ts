import * as s3 from '@aws-sdk/client-s3';
import * as sns from '@aws-sdk/client-sns';
import * as sqs from '@aws-sdk/client-sqs';
import { AirlockError } from '#core';
import type { AwsEnvironment } from '../config/aws-environment.js';
import { AwsClients } from '../clients/aws-clients.js';
import { failure } from '../failure.js';
import { fill } from './fill.js';
import { readResourceDocuments, type Step } from './resource-documents.js';

type Command = new (request: unknown) => object;
interface Client {
  send(command: object, options: { abortSignal?: AbortSignal }): Promise<Record<string, unknown>>;
}

const COMMANDS: Readonly<Record<Step['service'], Readonly<Record<string, unknown>>>> = { s3, sqs, sns };

/**
 * Makes the bucket, the queues, the topic and the subscription of an environment from the documents of a directory.
 * Idempotent: what is there is set to what the documents say.
 */
export async function provision(
  environment: AwsEnvironment,
  resourcesDirectory: string,
  signal?: AbortSignal,
): Promise<void> {
  const steps = await readResourceDocuments(resourcesDirectory);
  const values = placeholders(environment);
  const clients = new AwsClients(environment);
  try {
    for (const step of steps) {
      const answer = await take(step, clients, fill(step.request, values), signal);
      for (const [name, member] of Object.entries(step.keep ?? {})) values[name] = String(answer[member]);
    }
  } finally {
    clients.destroy();
  }
}

/** The variables that documents may name; what is given by its ARN is made by its name. */
function placeholders(environment: AwsEnvironment): Record<string, string> {
  const variables = Object.entries(environment).map(([name, value]) => [
    name,
    String(value).replace(/^arn:.*:/, ''),
  ]);
  return Object.fromEntries(variables) as Record<string, string>;
}

async function take(
  { service, operation, exists = [] }: Step,
  clients: AwsClients,
  request: unknown,
  signal?: AbortSignal,
): Promise<Record<string, unknown>> {
  const command = COMMANDS[service][`${operation}Command`] as Command | undefined;
  if (command === undefined)
    throw new AirlockError('configuration-invalid', `${service} has no operation ${operation}`);
  try {
    return await (clients[service] as Client).send(new command(request), { abortSignal: signal });
  } catch (error) {
    if (exists.includes((error as Error).name)) return {};
    throw failure(`${service} ${operation} ${JSON.stringify(request)}`, error, signal);
  }
}
