import { CfnOutput, Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { accessLogs } from './access-logs.ts';
import { acknowledge } from './acknowledged.ts';
import { Alarms } from './alarms.ts';
import type { Context } from './context.ts';
import { Messaging } from './messaging.ts';
import { Services } from './services.ts';
import { Storage } from './storage.ts';

/** The whole system in one stack. */
export class AirlockStack extends Stack {
  constructor(
    scope: Construct,
    id: string,
    { context, ...props }: StackProps & { readonly context: Context },
  ) {
    super(scope, id, props);
    const messaging = new Messaging(this, 'Messaging', context);
    const logs = accessLogs(this);
    const storage = new Storage(this, 'Storage', context, logs, messaging.scanQueue);
    const services = new Services(this, 'Services', context, storage, messaging);
    services.loadBalancer.logAccessLogs(logs, 'load-balancer');
    storage.guard(services.roleArns);
    new Alarms(this, 'Alarms', context, messaging, services);
    acknowledge(this, storage);
    new CfnOutput(this, 'LoadBalancerName', { value: services.loadBalancer.loadBalancerDnsName });
    new CfnOutput(this, 'BucketName', { value: storage.bucket.bucketName });
    new CfnOutput(this, 'EventsTopicArn', { value: messaging.topic.topicArn });
    new CfnOutput(this, 'ConsumerQueueUrl', { value: messaging.consumerQueue.queueUrl });
  }
}
