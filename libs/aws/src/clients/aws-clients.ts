import { S3Client } from '@aws-sdk/client-s3';
import { SNSClient } from '@aws-sdk/client-sns';
import { SQSClient } from '@aws-sdk/client-sqs';
import type { OnApplicationShutdown } from '@nestjs/common';
import type { AwsEnvironment } from '../config/aws-environment.js';
import { expectBucketOwner } from './expect-bucket-owner.js';
import { COPY_ANSWER_TIMEOUT_MS, LONG_POLL_ANSWER_TIMEOUT_MS, requestHandler } from './request-handler.js';

const MAX_ATTEMPTS = 3;

/** Every client of a process, on one credential chain. They die last: Nest drains first, and draining needs them. */
export class AwsClients implements OnApplicationShutdown {
  readonly s3: S3Client;
  /**
   * For copies, and for what begins and completes a multipart upload: S3 answers when 5 GiB are copied, and what was not
   * answered may still take effect, so nothing is repeated blindly.
   */
  readonly s3Copies: S3Client;
  readonly sqs: SQSClient;
  readonly sns: SNSClient;

  constructor({ AWS_REGION, AWS_ENDPOINT_URL, AWS_ACCOUNT_ID }: AwsEnvironment) {
    const common = {
      region: AWS_REGION,
      ...(AWS_ENDPOINT_URL === undefined ? {} : { endpoint: AWS_ENDPOINT_URL }),
      // Not `adaptive`: its rate limit is one for all operations of a client and falls to one request in two seconds at the
      // first SlowDown, so that a busy prefix would hold back status reads, heartbeats and acknowledgements.
      retryMode: 'standard',
      maxAttempts: MAX_ATTEMPTS,
    };
    const s3 = {
      ...common,
      // Virtual hosts need DNS of their own, which a custom endpoint does not have.
      forcePathStyle: AWS_ENDPOINT_URL !== undefined,
      // The default adds a CRC32 of nothing we asked for to every request.
      requestChecksumCalculation: 'WHEN_REQUIRED',
      responseChecksumValidation: 'WHEN_REQUIRED',
    } as const;
    this.s3 = new S3Client({ ...s3, requestHandler: requestHandler() });
    const { credentials } = this.s3.config;
    this.s3Copies = new S3Client({
      ...s3,
      credentials,
      maxAttempts: 1,
      requestHandler: requestHandler(COPY_ANSWER_TIMEOUT_MS),
    });
    for (const client of [this.s3, this.s3Copies]) expectBucketOwner(client, AWS_ACCOUNT_ID);
    this.sqs = new SQSClient({
      ...common,
      credentials,
      // A queue URL names the queue; where to send the request is the endpoint's business (they differ in compose).
      useQueueUrlAsEndpoint: false,
      requestHandler: requestHandler(LONG_POLL_ANSWER_TIMEOUT_MS),
    });
    this.sns = new SNSClient({ ...common, credentials, requestHandler: requestHandler() });
  }

  onApplicationShutdown(): void {
    this.destroy();
  }

  destroy(): void {
    for (const client of [this.s3, this.s3Copies, this.sqs, this.sns]) client.destroy();
  }
}
