import {
  DeleteBucketCommand,
  GetBucketCorsCommand,
  GetBucketLifecycleConfigurationCommand,
  GetBucketNotificationConfigurationCommand,
  GetBucketVersioningCommand,
  GetPublicAccessBlockCommand,
  HeadBucketCommand,
  PutBucketCorsCommand,
  PutBucketLifecycleConfigurationCommand,
  PutBucketNotificationConfigurationCommand,
  PutBucketVersioningCommand,
  PutPublicAccessBlockCommand,
  CreateBucketCommand,
} from '@aws-sdk/client-s3';
import { describe, expect, it } from '@jest/globals';
import { aBucket, outcome, put } from './support/bucket.js';
import { aName, s3 } from './support/cloud.js';
import { aQueue } from './support/queue.js';

describe('a bucket', () => {
  it('may be created again by its owner', async () => {
    expect(await outcome(s3.send(new CreateBucketCommand({ Bucket: await aBucket() })))).toBe(200);
  });

  it('is there or not', async () => {
    expect(await outcome(s3.send(new HeadBucketCommand({ Bucket: await aBucket() })))).toBe(200);
    expect(await outcome(s3.send(new HeadBucketCommand({ Bucket: aName('absent') })))).toBe(404);
  });

  it('is deleted only when it is empty', async () => {
    const Bucket = await aBucket();
    expect(await outcome(s3.send(new DeleteBucketCommand({ Bucket })))).toBe(204);
    const full = await aBucket();
    await put(full, 'key');
    await expect(s3.send(new DeleteBucketCommand({ Bucket: full }))).rejects.toMatchObject({
      name: 'BucketNotEmpty',
    });
  });

  it('keeps its CORS rules', async () => {
    const Bucket = await aBucket();
    await expect(s3.send(new GetBucketCorsCommand({ Bucket }))).rejects.toMatchObject({
      name: 'NoSuchCORSConfiguration',
    });
    const CORSRules = [
      { AllowedOrigins: ['*'], AllowedMethods: ['GET', 'PUT'], AllowedHeaders: ['*'], MaxAgeSeconds: 60 },
    ];
    await s3.send(new PutBucketCorsCommand({ Bucket, CORSConfiguration: { CORSRules } }));
    expect(await s3.send(new GetBucketCorsCommand({ Bucket }))).toMatchObject({ CORSRules });
  });

  it('keeps its lifecycle rules', async () => {
    const Bucket = await aBucket();
    await expect(s3.send(new GetBucketLifecycleConfigurationCommand({ Bucket }))).rejects.toMatchObject({
      name: 'NoSuchLifecycleConfiguration',
    });
    const Rules = [
      { ID: 'old', Status: 'Enabled' as const, Filter: { Prefix: 'incoming/' }, Expiration: { Days: 14 } },
    ];
    await s3.send(new PutBucketLifecycleConfigurationCommand({ Bucket, LifecycleConfiguration: { Rules } }));
    expect(await s3.send(new GetBucketLifecycleConfigurationCommand({ Bucket }))).toMatchObject({ Rules });
  });

  it('keeps its notifications', async () => {
    const Bucket = await aBucket();
    const { arn: QueueArn } = await aQueue();
    const Events = ['s3:ObjectCreated:*' as const];
    const Filter = { Key: { FilterRules: [{ Name: 'prefix' as const, Value: 'incoming/' }] } };
    const QueueConfigurations = [{ Id: 'scan', QueueArn, Events, Filter }];
    await s3.send(
      new PutBucketNotificationConfigurationCommand({
        Bucket,
        NotificationConfiguration: { QueueConfigurations },
      }),
    );
    // S3 gives the rule's name back with a capital.
    const kept = { Key: { FilterRules: [{ Name: 'Prefix', Value: 'incoming/' }] } };
    expect(await s3.send(new GetBucketNotificationConfigurationCommand({ Bucket }))).toMatchObject({
      QueueConfigurations: [{ Id: 'scan', QueueArn, Events, Filter: kept }],
    });
  });

  it('refuses to notify a queue that is not there', async () => {
    const Bucket = await aBucket();
    const QueueArn = `arn:aws:sqs:us-east-1:000000000000:${aName('absent')}`;
    const NotificationConfiguration = {
      QueueConfigurations: [{ QueueArn, Events: ['s3:ObjectCreated:*' as const] }],
    };
    const sent = s3.send(
      new PutBucketNotificationConfigurationCommand({ Bucket, NotificationConfiguration }),
    );
    await expect(sent).rejects.toMatchObject({ name: 'InvalidArgument' });
  });

  it('keeps its public access block', async () => {
    const Bucket = await aBucket();
    const PublicAccessBlockConfiguration = {
      BlockPublicAcls: true,
      IgnorePublicAcls: true,
      BlockPublicPolicy: true,
      RestrictPublicBuckets: true,
    };
    await s3.send(new PutPublicAccessBlockCommand({ Bucket, PublicAccessBlockConfiguration }));
    expect(await s3.send(new GetPublicAccessBlockCommand({ Bucket }))).toMatchObject({
      PublicAccessBlockConfiguration,
    });
  });

  it('has no versions until they are enabled', async () => {
    const Bucket = await aBucket();
    expect((await s3.send(new GetBucketVersioningCommand({ Bucket }))).Status).toBeUndefined();
    await s3.send(new PutBucketVersioningCommand({ Bucket, VersioningConfiguration: { Status: 'Enabled' } }));
    expect((await s3.send(new GetBucketVersioningCommand({ Bucket }))).Status).toBe('Enabled');
  });
});
