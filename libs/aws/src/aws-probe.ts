import { GetBucketVersioningCommand, type S3Client } from '@aws-sdk/client-s3';
import { GetTopicAttributesCommand, type SNSClient } from '@aws-sdk/client-sns';
import { AirlockError } from '#core';
import { failure, statusOf } from './failure.js';

/** A probe asks whether work could go on now, so it gives up long before the clients do. */
export const PROBE_TIMEOUT_MS = 3_000;

/** Whether what a process depends on is there and fit. Each resolves, or throws `dependency-unavailable` within {@link PROBE_TIMEOUT_MS}. */
export class AwsProbe {
  constructor(
    private readonly clients: { readonly s3: S3Client; readonly sns: SNSClient },
    private readonly timeoutMs = PROBE_TIMEOUT_MS,
  ) {}

  /** Refuses a bucket that has ever been versioned: an erase would leave the bytes behind as a noncurrent version. */
  async bucket(bucket: string, signal?: AbortSignal): Promise<void> {
    const { Status } = await this.timeBoxed(`bucket ${bucket}`, signal, (abortSignal) =>
      this.clients.s3.send(new GetBucketVersioningCommand({ Bucket: bucket }), { abortSignal }),
    );
    if (Status !== undefined)
      throw new AirlockError(
        'dependency-unavailable',
        `bucket ${bucket} is versioned (${Status}): what is erased would stay readable as an old version`,
      );
  }

  /** Passes too where we may publish but not look: whoever refuses to tell is there. */
  async topic(topicArn: string, signal?: AbortSignal): Promise<void> {
    const get = new GetTopicAttributesCommand({ TopicArn: topicArn });
    await this.timeBoxed(`topic ${topicArn}`, signal, async (abortSignal) => {
      try {
        await this.clients.sns.send(get, { abortSignal });
      } catch (error) {
        if (!isForbidden(error)) throw error;
      }
    });
  }

  private async timeBoxed<T>(
    what: string,
    signal: AbortSignal | undefined,
    ask: (signal: AbortSignal) => Promise<T>,
  ): Promise<T> {
    const timeout = AbortSignal.timeout(this.timeoutMs);
    try {
      return await ask(signal === undefined ? timeout : AbortSignal.any([signal, timeout]));
    } catch (error) {
      const late = `${what} did not answer in ${this.timeoutMs} ms`;
      throw timeout.aborted && signal?.aborted !== true
        ? new AirlockError('dependency-unavailable', late, { cause: error })
        : failure(what, error, signal);
    }
  }
}

/** A refusal of this one action. SNS answers 403 also to credentials that are worth nothing, with which nothing could be published. */
function isForbidden(error: unknown): boolean {
  return (
    statusOf(error) === 403 && error instanceof Error && /^(AuthorizationError|AccessDenied)/.test(error.name)
  );
}
