import { GetQueueAttributesCommand, SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import { AirlockError, MAX_DELAY_SECONDS, ScanQueue, type UploadRef } from '#core';
import { ANSWER_TIMEOUT_MS } from '../clients/request-handler.js';
import { failure } from '../failure.js';
import { scanNotification } from './scan-notification.js';

const DEPTH = 'ApproximateNumberOfMessages';

export interface SqsScanQueueOptions {
  readonly queueUrl: string;
  readonly bucket: string;
  readonly region: string;
}

/** The queue that S3 notifies. */
export class SqsScanQueue extends ScanQueue {
  constructor(
    private readonly sqs: SQSClient,
    private readonly options: SqsScanQueueOptions,
  ) {
    super();
  }

  async request(upload: UploadRef, delaySeconds: number, signal?: AbortSignal): Promise<void> {
    if (!Number.isInteger(delaySeconds) || delaySeconds < 0 || delaySeconds > MAX_DELAY_SECONDS)
      throw new RangeError(`a delay is 0 to ${MAX_DELAY_SECONDS} whole seconds`);
    const { queueUrl, bucket, region } = this.options;
    const send = new SendMessageCommand({
      QueueUrl: queueUrl,
      MessageBody: scanNotification(bucket, region, upload, new Date()),
      DelaySeconds: delaySeconds,
    });
    try {
      await this.sqs.send(send, { abortSignal: signal, requestTimeout: ANSWER_TIMEOUT_MS });
    } catch (error) {
      throw failure(`SEND to ${queueUrl}`, error, signal);
    }
  }

  async depth(signal?: AbortSignal): Promise<number> {
    const { queueUrl } = this.options;
    const get = new GetQueueAttributesCommand({ QueueUrl: queueUrl, AttributeNames: [DEPTH] });
    try {
      const { Attributes = {} } = await this.sqs.send(get, {
        abortSignal: signal,
        requestTimeout: ANSWER_TIMEOUT_MS,
      });
      return count(Attributes[DEPTH]);
    } catch (error) {
      throw failure(`DEPTH of ${queueUrl}`, error, signal);
    }
  }
}

/** A depth that is not known must not look like an empty queue: the sweeper would fill it. */
function count(attribute: string | undefined): number {
  if (attribute === undefined || !/^\d{1,15}$/.test(attribute))
    throw new AirlockError('dependency-unavailable', 'SQS answered without a number of messages');
  return Number(attribute);
}
