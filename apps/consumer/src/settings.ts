export interface Settings {
  /** The queue that the events topic delivers to. */
  readonly queueUrl: string;
  /** Of the queue's redrive policy: where an event goes that cannot be worked on, with the reason. */
  readonly deadLetterQueueUrl: string;
  /** How long a poll waits for a message, 1 to 20; a process that is told to stop lets its poll end first. */
  readonly waitTimeSeconds: number;
  /** Where `/health/live` and `/health/ready` are. */
  readonly host: string;
  readonly port: number;
  readonly isPretty: boolean;
}

/** The SDK reads the rest by itself: region, endpoint, credentials. @throws Error that names all that is missing */
export function readSettings(environment: NodeJS.ProcessEnv): Settings {
  const { QUEUE_URL, DEAD_LETTER_QUEUE_URL, HOST, HEALTH_PORT, SQS_WAIT_TIME_SECONDS, LOG_FORMAT } =
    environment;
  if (!QUEUE_URL || !DEAD_LETTER_QUEUE_URL) throw new Error('QUEUE_URL and DEAD_LETTER_QUEUE_URL are needed');
  return {
    queueUrl: QUEUE_URL,
    deadLetterQueueUrl: DEAD_LETTER_QUEUE_URL,
    waitTimeSeconds: Number(SQS_WAIT_TIME_SECONDS ?? 20),
    host: HOST ?? '127.0.0.1',
    port: Number(HEALTH_PORT ?? 3002),
    isPretty: LOG_FORMAT === 'pretty',
  };
}
