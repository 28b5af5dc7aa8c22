import { Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { AnyPrincipal, Effect, PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import {
  BlockPublicAccess,
  Bucket,
  BucketEncryption,
  HttpMethods,
  ObjectOwnership,
  type CfnBucket,
  type IBucket,
} from 'aws-cdk-lib/aws-s3';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { Context } from './context.ts';

/** The same as in localstack/resources/30-bucket.json, and what only AWS enforces: encryption, TLS, and who may read what. */
export class Storage extends Construct {
  readonly bucket: IBucket;

  constructor(
    scope: Construct,
    id: string,
    { bucketName, corsOrigins, stackName }: Context,
    logs: IBucket,
    scanQueue: IQueue,
  ) {
    super(scope, id);
    if (bucketName !== undefined) {
      this.bucket = Bucket.fromBucketName(this, 'Existing', bucketName);
      return;
    }
    const { account, region } = Stack.of(this);
    const name = `${stackName}-${account}-${region}`;
    const bucket = new Bucket(this, 'Bucket', {
      bucketName: name,
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
      // S3's own keys: a KMS key would have to be in what every URL signs.
      encryption: BucketEncryption.S3_MANAGED,
      enforceSSL: true,
      // Never versioned: what is erased would stay readable as an old version.
      versioned: false,
      removalPolicy: RemovalPolicy.RETAIN,
      serverAccessLogsBucket: logs,
      serverAccessLogsPrefix: 's3/',
      ...(corsOrigins.length === 0
        ? {}
        : {
            cors: [
              {
                id: 'uploads-and-downloads',
                allowedOrigins: [...corsOrigins],
                allowedMethods: [HttpMethods.PUT, HttpMethods.GET, HttpMethods.HEAD],
                allowedHeaders: ['*'],
                exposedHeaders: ['ETag'],
                maxAge: 3600,
              },
            ],
          }),
      lifecycleRules: [
        { id: 'expire-incoming', prefix: 'incoming/', expiration: Duration.days(14) },
        {
          id: 'abort-unfinished-multipart-uploads',
          prefix: '',
          abortIncompleteMultipartUploadAfter: Duration.days(1),
        },
      ],
    });
    this.notify(bucket, name, scanQueue);
    this.bucket = bucket;
  }

  /** CDK's own way to do it is a Lambda function that may change every bucket's notifications. */
  private notify(bucket: Bucket, name: string, queue: IQueue): void {
    const mayNotify = queue.addToResourcePolicy(
      new PolicyStatement({
        sid: 'NotificationsOfTheBucket',
        principals: [new ServicePrincipal('s3.amazonaws.com')],
        actions: ['sqs:SendMessage'],
        resources: [queue.queueArn],
        conditions: {
          // By its name: the bucket waits for this policy, so the policy cannot wait for the bucket.
          ArnEquals: {
            'aws:SourceArn': Stack.of(this).formatArn({
              service: 's3',
              region: '',
              account: '',
              resource: name,
            }),
          },
          StringEquals: { 'aws:SourceAccount': Stack.of(this).account },
        },
      }),
    );
    const resource = bucket.node.defaultChild as CfnBucket;
    resource.notificationConfiguration = {
      queueConfigurations: [
        {
          event: 's3:ObjectCreated:*',
          filter: { s3Key: { rules: [{ name: 'prefix', value: 'incoming/' }] } },
          queue: queue.queueArn,
        },
      ],
    };
    if (mayNotify.policyDependable !== undefined) resource.node.addDependency(mayNotify.policyDependable);
  }

  /**
   * Nobody but these roles touches what has not been checked, or the verdicts: not even who administers the account,
   * who would have to change this policy first. Presigned uploads act as the gateway's role.
   */
  guard(allowedRoleArns: readonly string[]): void {
    for (const prefix of ['incoming', 'verdicts'])
      this.bucket.addToResourcePolicy(
        new PolicyStatement({
          sid: `NobodyElseIn${prefix === 'incoming' ? 'Incoming' : 'Verdicts'}`,
          effect: Effect.DENY,
          principals: [new AnyPrincipal()],
          actions: ['s3:GetObject*', 's3:PutObject*', 's3:DeleteObject*'],
          resources: [this.bucket.arnForObjects(`${prefix}/*`)],
          conditions: {
            // Lifecycle rules act as S3 itself, and are not asked.
            ArnNotEquals: { 'aws:PrincipalArn': [...allowedRoleArns] },
          },
        }),
      );
    // A URL that could overwrite is worth nothing, whoever signed it.
    this.bucket.addToResourcePolicy(
      new PolicyStatement({
        sid: 'WriteOnlyWhereNothingIs',
        effect: Effect.DENY,
        principals: [new AnyPrincipal()],
        actions: ['s3:PutObject'],
        resources: [this.bucket.arnForObjects('incoming/*')],
        conditions: {
          Null: { 's3:if-none-match': 'true' },
          // The parts of a multipart upload carry no condition; its completion does.
          Bool: { 's3:ObjectCreationOperation': 'true' },
        },
      }),
    );
  }
}
