import 'reflect-metadata';
import { Type } from 'class-transformer';
import { IsInt, IsOptional, IsUrl, Matches, Max, Min } from 'class-validator';

const ENDPOINT = {
  protocols: ['http', 'https'],
  require_protocol: true,
  require_tld: false,
  allow_query_components: false,
  allow_fragments: false,
};
/** A presigned path starts with the bucket: whatever stood before it would have to be signed too. */
const NO_PATH = /^[a-z]+:\/\/[^/]+\/?$/;
/** SQS: letters, digits, `-` and `_`. S3 cannot notify a FIFO queue. */
const QUEUE_NAME = /^[\w-]{1,80}$/;
/** SigV4's own limit on a presigned URL: 7 days. */
const MAX_URL_TTL_SECONDS = 7 * 24 * 60 * 60;

/** Where the cloud is and what things are called in it. Apps extend it; empty counts as unset. Credentials come from the SDK's own chain. */
export class AwsEnvironment {
  @Matches(/^[a-z]{2}(-[a-z]+)+-\d$/, { message: 'AWS_REGION must be a region such as us-east-1' })
  readonly AWS_REGION: string = 'us-east-1';

  /** One endpoint for S3, SQS and SNS as this process reaches it; unset: AWS itself. */
  @IsOptional()
  @Matches(NO_PATH, { message: 'AWS_ENDPOINT_URL must not have a path' })
  @IsUrl(ENDPOINT)
  readonly AWS_ENDPOINT_URL?: string;

  /** S3 as clients reach it: what presigned URLs are made of. Unset: `AWS_ENDPOINT_URL`, else AWS itself. */
  @IsOptional()
  @Matches(NO_PATH, { message: 'S3_PUBLIC_ENDPOINT must not have a path' })
  @IsUrl(ENDPOINT)
  readonly S3_PUBLIC_ENDPOINT?: string;

  /** The account the queues and the topic are in. On AWS it has to be set. */
  @Matches(/^\d{12}$/, { message: 'AWS_ACCOUNT_ID must be 12 digits' })
  readonly AWS_ACCOUNT_ID: string = '000000000000';

  @Matches(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, { message: 'BUCKET must be a bucket name' })
  readonly BUCKET: string = 'airlock';

  /** Where S3's notifications arrive. */
  @Matches(QUEUE_NAME, { message: 'SCAN_QUEUE must be the name of a standard queue' })
  readonly SCAN_QUEUE: string = 'airlock-scan';

  @Matches(QUEUE_NAME, { message: 'SCAN_DLQ must be the name of a standard queue' })
  readonly SCAN_DLQ: string = 'airlock-scan-dlq';

  /** Where verdicts are announced: a topic's name, or its ARN when it is somewhere else. */
  @Matches(/^(arn:aws[a-z-]*:sns:[a-z0-9-]+:\d{12}:)?[\w-]{1,256}$/, {
    message: 'EVENTS_TOPIC must be the name or the ARN of a standard topic',
  })
  readonly EVENTS_TOPIC: string = 'airlock-events';

  /** The example consumer's queue. */
  @Matches(QUEUE_NAME, { message: 'CONSUMER_QUEUE must be the name of a standard queue' })
  readonly CONSUMER_QUEUE: string = 'airlock-consumer';

  @Matches(QUEUE_NAME, { message: 'CONSUMER_DLQ must be the name of a standard queue' })
  readonly CONSUMER_DLQ: string = 'airlock-consumer-dlq';

  /**
   * How long a poll of a queue waits for a message. A process that is told to stop lets its poll end first: less makes
   * stops quicker, and polls more often.
   */
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(20)
  readonly SQS_WAIT_TIME_SECONDS: number = 20;

  /** The web origin that may upload from a browser, or `*`; used when the bucket is provisioned. */
  @Matches(/^(\*|https?:\/\/[^/\s]+)$/, { message: 'CORS_ORIGIN must be * or an origin without a path' })
  readonly CORS_ORIGIN: string = '*';

  /** How long an upload URL lives; what is left of the credentials' life caps it. */
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(MAX_URL_TTL_SECONDS)
  readonly UPLOAD_URL_TTL_SECONDS: number = 300;

  /** How long a download URL lives; capped likewise. */
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(MAX_URL_TTL_SECONDS)
  readonly DOWNLOAD_URL_TTL_SECONDS: number = 300;
}
