import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { Match } from 'aws-cdk-lib/assertions';
import { templateOf } from './template.ts';

interface Step {
  readonly operation: string;
  readonly request: Record<string, unknown>;
}
const steps: readonly Step[] = ['10-queues', '20-topic', '30-bucket'].flatMap(
  (name) =>
    JSON.parse(
      readFileSync(`${import.meta.dirname}/../../localstack/resources/${name}.json`, 'utf8'),
    ) as Step[],
);
const requestOf = (operation: string, isOne: (request: Record<string, unknown>) => boolean = () => true) => {
  const found = steps.filter((step) => step.operation === operation && isOne(step.request));
  expect(found).toHaveLength(1);
  return found[0]!.request as never;
};
const attributesOf = (url: string): Record<string, unknown> =>
  (requestOf('SetQueueAttributes', ({ QueueUrl }) => QueueUrl === url) as { Attributes: never }).Attributes;

const template = templateOf({ corsOrigins: 'https://a.example.com,https://b.example.com' });

describe('what CDK makes is what the local clouds are given', () => {
  it.each([
    ['${SCAN_QUEUE_URL}', 2],
    ['${CONSUMER_QUEUE_URL}', 2],
  ])('%s', (url, count) => {
    const attributes = attributesOf(url) as {
      VisibilityTimeout: string;
      MessageRetentionPeriod: string;
      RedrivePolicy: { $json: { maxReceiveCount: string } };
    };
    template.resourcePropertiesCountIs(
      'AWS::SQS::Queue',
      {
        VisibilityTimeout: Number(attributes.VisibilityTimeout),
        MessageRetentionPeriod: Number(attributes.MessageRetentionPeriod),
        RedrivePolicy: Match.objectLike({
          maxReceiveCount: Number(attributes.RedrivePolicy.$json.maxReceiveCount),
        }),
      },
      count,
    );
  });

  it.each(['${SCAN_DLQ_URL}', '${CONSUMER_DLQ_URL}'])('%s', (url) => {
    const { MessageRetentionPeriod } = attributesOf(url);
    template.resourcePropertiesCountIs(
      'AWS::SQS::Queue',
      { MessageRetentionPeriod: Number(MessageRetentionPeriod), RedrivePolicy: Match.absent() },
      2,
    );
  });

  it('the subscription of the consumer', () => {
    const { Attributes } = requestOf('Subscribe') as {
      Attributes: { RawMessageDelivery: string; FilterPolicy: { $json: unknown } };
    };
    template.hasResourceProperties('AWS::SNS::Subscription', {
      Protocol: 'sqs',
      RawMessageDelivery: Attributes.RawMessageDelivery === 'true',
      FilterPolicy: Attributes.FilterPolicy.$json,
    });
  });

  it('the ownership and the walls of the bucket', () => {
    const { OwnershipControls } = requestOf('PutBucketOwnershipControls') as { OwnershipControls: object };
    const { PublicAccessBlockConfiguration } = requestOf('PutPublicAccessBlock') as {
      PublicAccessBlockConfiguration: object;
    };
    template.hasResourceProperties('AWS::S3::Bucket', {
      BucketName: Match.stringLikeRegexp('^airlock-'),
      OwnershipControls,
      PublicAccessBlockConfiguration,
      VersioningConfiguration: Match.absent(),
    });
  });

  it('the CORS of the bucket, for each origin', () => {
    const { CORSConfiguration } = requestOf('PutBucketCors') as {
      CORSConfiguration: { CORSRules: { [name: string]: unknown }[] };
    };
    const [{ AllowedMethods, AllowedHeaders, ExposeHeaders, MaxAgeSeconds, ID } = {}] =
      CORSConfiguration.CORSRules;
    template.hasResourceProperties('AWS::S3::Bucket', {
      CorsConfiguration: {
        CorsRules: [
          {
            Id: ID,
            AllowedOrigins: ['https://a.example.com', 'https://b.example.com'],
            AllowedMethods,
            AllowedHeaders,
            ExposedHeaders: ExposeHeaders,
            MaxAge: MaxAgeSeconds,
          },
        ],
      },
    });
  });

  it('the lifecycle of the bucket', () => {
    const { LifecycleConfiguration } = requestOf('PutBucketLifecycleConfiguration') as {
      LifecycleConfiguration: {
        Rules: {
          ID: string;
          Filter: { Prefix: string };
          Expiration?: { Days: number };
          AbortIncompleteMultipartUpload?: { DaysAfterInitiation: number };
        }[];
      };
    };
    template.hasResourceProperties('AWS::S3::Bucket', {
      LifecycleConfiguration: {
        Rules: LifecycleConfiguration.Rules.map(
          ({ ID, Filter, Expiration, AbortIncompleteMultipartUpload }) => ({
            Id: ID,
            Status: 'Enabled',
            Prefix: Filter.Prefix,
            ...(Expiration === undefined ? {} : { ExpirationInDays: Expiration.Days }),
            ...(AbortIncompleteMultipartUpload === undefined ? {} : { AbortIncompleteMultipartUpload }),
          }),
        ),
      },
    });
  });

  it('the notifications of the bucket, and who may send them', () => {
    const { NotificationConfiguration } = requestOf('PutBucketNotificationConfiguration') as {
      NotificationConfiguration: {
        QueueConfigurations: { Events: string[]; Filter: { Key: { FilterRules: object[] } } }[];
      };
    };
    template.hasResourceProperties('AWS::S3::Bucket', {
      NotificationConfiguration: {
        QueueConfigurations: NotificationConfiguration.QueueConfigurations.map(({ Events, Filter }) =>
          Match.objectLike({
            Event: Events[0],
            Filter: {
              S3Key: {
                Rules: Filter.Key.FilterRules.map((rule) =>
                  Object.fromEntries(Object.entries(rule).map(([name, value]) => [name, value])),
                ),
              },
            },
          }),
        ),
      },
    });
    template.hasResourceProperties('AWS::SQS::QueuePolicy', {
      PolicyDocument: {
        Statement: Match.arrayWith([
          Match.objectLike({
            Sid: 'NotificationsOfTheBucket',
            Principal: { Service: 's3.amazonaws.com' },
            Action: 'sqs:SendMessage',
            Condition: Match.objectLike({ StringEquals: { 'aws:SourceAccount': '123456789012' } }),
          }),
        ]),
      },
    });
  });
});
