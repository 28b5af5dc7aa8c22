import type { Headers } from '../http/headers.js';
import type { Arrivals } from './arrivals.js';
import type { Fauxqs, Forwarded } from './fauxqs.js';

/** How late a message may become visible again after a delay or a visibility timeout. */
const POLL_INTERVAL_MS = 50;
const MAX_WAIT_SECONDS = 20;

interface ReceiveMessageInput {
  readonly QueueUrl?: string;
  readonly WaitTimeSeconds?: number;
  readonly MessageAttributeNames?: readonly string[];
}

interface ReceiveMessageOutput {
  Messages?: { MessageAttributes?: unknown; MD5OfMessageAttributes?: string }[];
}

/**
 * Long polling, done here: fauxqs goes on waiting for a client that has gone, and then hides a message from everybody
 * else for it; and it answers an early wake-up with nothing although time is left.
 */
export async function receiveMessage(
  fauxqs: Fauxqs,
  arrivals: Arrivals,
  headers: Headers,
  input: ReceiveMessageInput,
  signal: AbortSignal,
): Promise<Forwarded> {
  const waitSeconds = input.WaitTimeSeconds ?? (await queueWaitSeconds(fauxqs, input.QueueUrl));
  if (!(waitSeconds >= 0 && waitSeconds <= MAX_WAIT_SECONDS))
    return fauxqs.forward(headers, JSON.stringify(input));
  const once = JSON.stringify({ ...input, WaitTimeSeconds: 0 });
  const deadline = Date.now() + waitSeconds * 1000;
  for (;;) {
    const answer = await fauxqs.forward(headers, once);
    const output = JSON.parse(answer.body) as ReceiveMessageOutput;
    const remainingMs = deadline - Date.now();
    if (answer.status !== 200 || output.Messages || remainingMs <= 0 || signal.aborted) {
      return answer.status === 200
        ? { ...answer, body: JSON.stringify(onlyRequested(input, output)) }
        : answer;
    }
    await arrivals.wait(Math.min(POLL_INTERVAL_MS, remainingMs), signal);
  }
}

/** SQS gives message attributes to those who ask for them; fauxqs gives them to everybody. */
function onlyRequested(input: ReceiveMessageInput, output: ReceiveMessageOutput): ReceiveMessageOutput {
  if ((input.MessageAttributeNames ?? []).length > 0) return output;
  for (const message of output.Messages ?? []) {
    delete message.MessageAttributes;
    delete message.MD5OfMessageAttributes;
  }
  return output;
}

async function queueWaitSeconds(fauxqs: Fauxqs, QueueUrl: string | undefined): Promise<number> {
  const name = 'ReceiveMessageWaitTimeSeconds';
  const { status, body } = await fauxqs.sqs('GetQueueAttributes', { QueueUrl, AttributeNames: [name] });
  if (status !== 200) return 0; // no such queue: receiving says so
  return Number((JSON.parse(body) as { Attributes: Record<string, string> }).Attributes[name]);
}
