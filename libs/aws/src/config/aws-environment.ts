import 'reflect-metadata';
import { IsOptional } from 'class-validator';
import { IsEndpoint } from './is-endpoint.js';
import { RequiredOnAws } from './required-on-aws.js';

/** What things are called in the embedded cloud and in LocalStack, where everything belongs to that account. */
const LOCAL = { AWS_REGION: 'us-east-1', AWS_ACCOUNT_ID: '000000000000', BUCKET: 'airlock' } as const;

/**
 * Where the cloud is, and whose bucket it is. Each program extends it by the queues and topics that it works with. Empty counts as
 * unset. Credentials come from the SDK's own chain.
 */
export class AwsEnvironment {
  @RequiredOnAws({
    pattern: /^[a-z]{2}(-[a-z]+)+-\d$/,
    kind: 'a region such as us-east-1',
    hint: 'the region of the bucket, the queues and the topic, such as us-east-1',
    local: LOCAL.AWS_REGION,
  })
  readonly AWS_REGION: string = LOCAL.AWS_REGION;

  /** One endpoint for S3, SQS and SNS as this process reaches it; unset: AWS itself. */
  @IsOptional()
  @IsEndpoint()
  readonly AWS_ENDPOINT_URL?: string;

  /** The account the bucket, the queues and the topic are in. A bucket of any other account is not worked with. */
  @RequiredOnAws({
    pattern: /^\d{12}$/,
    kind: '12 digits',
    hint: 'the 12 digits of the account that owns the bucket, the queues and the topic',
    local: LOCAL.AWS_ACCOUNT_ID,
    isLocalOnly: true,
  })
  readonly AWS_ACCOUNT_ID: string = LOCAL.AWS_ACCOUNT_ID;

  @RequiredOnAws({
    pattern: /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/,
    kind: 'a bucket name',
    hint: 'the name of your bucket',
    local: LOCAL.BUCKET,
  })
  readonly BUCKET: string = LOCAL.BUCKET;
}
