import { ListQueuesCommand } from '@aws-sdk/client-sqs';
import { setTimeout as pause } from 'node:timers/promises';
import { AirlockError } from '#core';
import type { AwsEnvironment } from '../config/aws-environment.js';
import { AwsClients } from '../clients/aws-clients.js';
import { statusOf } from '../failure.js';

export const ENDPOINT_WAIT_MS = 30_000;
const ASK_EVERY_MS = 250;

/** Resolves when the endpoint answers, whatever it answers but a 5xx, which says that it is still starting. */
export async function waitForEndpoint(environment: AwsEnvironment, waitMs = ENDPOINT_WAIT_MS): Promise<void> {
  const clients = new AwsClients(environment);
  const deadline = AbortSignal.timeout(waitMs);
  let last: unknown;
  try {
    while (!deadline.aborted) {
      try {
        await clients.sqs.send(new ListQueuesCommand({ MaxResults: 1 }), { abortSignal: deadline });
        return;
      } catch (error) {
        const status = statusOf(error);
        if (status !== undefined && status < 500) return;
        if (!deadline.aborted) last = error;
        await pause(ASK_EVERY_MS, undefined, { signal: deadline }).catch(() => undefined);
      }
    }
  } finally {
    clients.destroy();
  }
  const endpoint = environment.AWS_ENDPOINT_URL ?? 'AWS';
  throw new AirlockError(
    'dependency-unavailable',
    `${endpoint} did not answer within ${waitMs / 1000} s (${last instanceof Error ? last.message : String(last)})`,
    { cause: last },
  );
}
