import { Duration } from 'aws-cdk-lib';
import {
  Alarm,
  ComparisonOperator,
  Dashboard,
  GraphWidget,
  Metric,
  TreatMissingData,
  type IMetric,
} from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { HttpCodeTarget } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Construct } from 'constructs';
import type { Context } from './context.ts';
import type { Messaging } from './messaging.ts';
import type { Services } from './services.ts';

const MINUTE = Duration.minutes(1);

/** What wakes somebody up, and one page to look at then. README.md says what to do for each. */
export class Alarms extends Construct {
  constructor(
    scope: Construct,
    id: string,
    { alarmEmail, maxScanners }: Context,
    messaging: Messaging,
    services: Services,
  ) {
    super(scope, id);
    const topic = new Topic(this, 'Topic', { masterKey: messaging.key, enforceSSL: true });
    if (alarmEmail !== undefined) topic.addSubscription(new EmailSubscription(alarmEmail));
    const action = new SnsAction(topic);

    const { scanQueue, scanDlq, consumerDlq } = messaging;
    const waiting = scanQueue.metricApproximateNumberOfMessagesVisible({ period: MINUTE });
    const oldest = scanQueue.metricApproximateAgeOfOldestMessage({ period: MINUTE, statistic: 'max' });
    const dead = scanDlq.metricApproximateNumberOfMessagesVisible({ period: MINUTE, statistic: 'max' });
    const deadEvents = consumerDlq.metricApproximateNumberOfMessagesVisible({
      period: MINUTE,
      statistic: 'max',
    });
    const failed = services.loadBalancer.metrics.httpCodeTarget(HttpCodeTarget.TARGET_5XX_COUNT, {
      period: MINUTE,
    });
    const slow = services.loadBalancer.metrics.targetResponseTime({ period: MINUTE, statistic: 'p99' });
    const running = (service: string): IMetric =>
      new Metric({
        namespace: 'ECS/ContainerInsights',
        metricName: 'RunningTaskCount',
        dimensionsMap: { ClusterName: services.gateway.cluster.clusterName, ServiceName: service },
        period: MINUTE,
        statistic: 'min',
      });
    const scanners = running(services.scanner.serviceName);

    const alarm = (
      name: string,
      metric: IMetric,
      threshold: number,
      minutes: number,
      description: string,
      comparisonOperator = ComparisonOperator.GREATER_THAN_THRESHOLD,
    ): void => {
      new Alarm(this, name, {
        metric,
        threshold,
        evaluationPeriods: minutes,
        alarmDescription: description,
        comparisonOperator,
        treatMissingData: TreatMissingData.NOT_BREACHING,
      }).addAlarmAction(action);
    };
    alarm('DeadLetters', dead, 0, 1, 'The scanner gave up uploads: they have no verdict.');
    alarm('DeadEvents', deadEvents, 0, 1, 'The consumer gave up events.');
    alarm('LateVerdicts', oldest, 60, 5, 'Uploads wait for more than a minute for their scan.');
    alarm('FailingGateway', failed, 10, 3, 'The gateway answers with errors of its own.');
    alarm('SlowGateway', slow, 25, 5, 'The gateway is slower than its longest poll.');
    alarm('NoScanner', scanners, 1, 3, 'No scanner runs.', ComparisonOperator.LESS_THAN_THRESHOLD);
    alarm('AllScanners', scanners, maxScanners - 1, 30, 'As many scanners run as may, for half an hour.');

    new Dashboard(this, 'Dashboard').addWidgets(
      new GraphWidget({ title: 'Waiting for a scan', left: [waiting], right: [oldest], width: 12 }),
      new GraphWidget({ title: 'Given up', left: [dead, deadEvents], width: 12 }),
      new GraphWidget({
        title: 'The gateway',
        left: [services.loadBalancer.metrics.requestCount({ period: MINUTE }), failed],
        right: [slow],
        width: 12,
      }),
      new GraphWidget({
        title: 'Processes',
        left: [running(services.gateway.serviceName), scanners],
        right: [services.gateway.metricCpuUtilization(), services.scanner.metricCpuUtilization()],
        width: 12,
      }),
    );
  }
}
