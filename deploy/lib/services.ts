import { Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import { Peer, Port, Vpc, type IVpc } from 'aws-cdk-lib/aws-ec2';
import {
  AwsLogDriver,
  Cluster,
  ContainerImage,
  ContainerInsights,
  FargateService,
  FargateTaskDefinition,
  Secret as EcsSecret,
} from 'aws-cdk-lib/aws-ecs';
import {
  ApplicationLoadBalancer,
  ApplicationProtocol,
  ListenerAction,
  ListenerCondition,
  SslPolicy,
} from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import type { Context } from './context.ts';
import { MAX_RECEIVE_COUNT, type Messaging } from './messaging.ts';
import { CONSUMER, GATEWAY, grant, SCANNER, type Allowed } from './permissions.ts';
import type { Storage } from './storage.ts';

const GATEWAY_PORT = 3000;
const HEALTH_PORT = 3001;
/** What a probe waits for, as in docker-compose.yml: the image has no curl. */
const READY = (port: number): string[] => [
  'CMD',
  'node',
  '-e',
  `fetch('http://127.0.0.1:${port}/health/ready').then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))`,
];

/** The processes: a role, a log group and a task definition for each. */
export class Services extends Construct {
  readonly gateway: FargateService;
  readonly scanner: FargateService;
  readonly loadBalancer: ApplicationLoadBalancer;
  /** Of all that may touch `incoming/` and `verdicts/`. */
  readonly roleArns: readonly string[];
  private readonly context: Context;
  private readonly storage: Storage;
  private readonly messaging: Messaging;
  private readonly cluster: Cluster;

  constructor(scope: Construct, id: string, context: Context, storage: Storage, messaging: Messaging) {
    super(scope, id);
    this.context = context;
    this.storage = storage;
    this.messaging = messaging;
    const vpc: IVpc =
      context.vpcId === undefined
        ? new Vpc(this, 'Vpc', { maxAzs: 2, natGateways: 1, flowLogs: { all: {} } })
        : Vpc.fromLookup(this, 'Vpc', { vpcId: context.vpcId });
    this.cluster = new Cluster(this, 'Cluster', { vpc, containerInsightsV2: ContainerInsights.ENABLED });

    // Made empty: README.md says what to put in before the first gateway can start.
    const apiKeys = new Secret(this, 'ApiKeys', { description: 'Airlock: API_KEYS, tenant:sha256hex,…' });
    const idSecrets = new Secret(this, 'IdSecrets', {
      description: 'Airlock: ID_SECRETS; the first signs, all verify',
      generateSecretString: { passwordLength: 64, excludePunctuation: true },
    });

    const gateway = this.task('Gateway', GATEWAY, 'gateway', GATEWAY_PORT, {
      environment: { PORT: `${GATEWAY_PORT}`, CORS_ORIGINS: context.corsOrigins.join(',') || 'none' },
      secrets: {
        API_KEYS: EcsSecret.fromSecretsManager(apiKeys),
        ID_SECRETS: EcsSecret.fromSecretsManager(idSecrets),
      },
    });
    const scanner = this.task('Scanner', SCANNER, 'scanner', HEALTH_PORT, {
      environment: { HEALTH_PORT: `${HEALTH_PORT}`, SCAN_MAX_RECEIVE_COUNT: `${MAX_RECEIVE_COUNT}` },
      cpu: 1024,
      memoryLimitMiB: 2048,
    });
    this.gateway = this.service('Gateway', gateway, context.minGateways);
    this.scanner = this.service('Scanner', scanner, context.minScanners);
    if (context.hasConsumer) {
      const consumer = this.task('Consumer', CONSUMER, 'consumer', 3002, {
        environment: {
          HEALTH_PORT: '3002',
          QUEUE_URL: messaging.consumerQueue.queueUrl,
          DEAD_LETTER_QUEUE_URL: messaging.consumerDlq.queueUrl,
        },
      });
      this.service('Consumer', consumer, 1);
    }
    this.roleArns = [gateway.taskRole.roleArn, scanner.taskRole.roleArn];
    this.loadBalancer = this.balance(vpc);
    this.scale();
  }

  private task(
    id: string,
    allowed: Allowed,
    app: string,
    port: number,
    options: {
      readonly environment: Record<string, string>;
      readonly secrets?: Record<string, EcsSecret>;
      readonly cpu?: number;
      readonly memoryLimitMiB?: number;
    },
  ): FargateTaskDefinition {
    const { region, account } = Stack.of(this);
    const { messaging, storage } = this;
    const task = new FargateTaskDefinition(this, `${id}Task`, {
      cpu: options.cpu ?? 512,
      memoryLimitMiB: options.memoryLimitMiB ?? 1024,
    });
    grant(task.taskRole, allowed, storage, messaging);
    task.addContainer(app, {
      image: ContainerImage.fromRegistry(this.context.image),
      command: ['node', `dist/apps/${app}/src/main.js`],
      readonlyRootFilesystem: true,
      portMappings: [{ containerPort: port }],
      stopTimeout: Duration.seconds(60),
      healthCheck: {
        command: READY(port),
        interval: Duration.seconds(10),
        startPeriod: Duration.seconds(30),
      },
      logging: new AwsLogDriver({
        streamPrefix: app,
        logGroup: new LogGroup(this, `${id}Logs`, {
          retention: RetentionDays.THREE_MONTHS,
          removalPolicy: RemovalPolicy.RETAIN,
        }),
      }),
      environment: {
        HOST: '0.0.0.0',
        LOG_FORMAT: 'json',
        AWS_REGION: region,
        AWS_ACCOUNT_ID: account,
        BUCKET: storage.bucket.bucketName,
        SCAN_QUEUE: messaging.scanQueue.queueName,
        SCAN_DLQ: messaging.scanDlq.queueName,
        EVENTS_TOPIC: messaging.topic.topicArn,
        ...options.environment,
      },
      secrets: options.secrets,
    });
    return task;
  }

  private service(id: string, taskDefinition: FargateTaskDefinition, desiredCount: number): FargateService {
    return new FargateService(this, id, {
      cluster: this.cluster,
      taskDefinition,
      desiredCount,
      minHealthyPercent: 100,
      circuitBreaker: { rollback: true },
      enableExecuteCommand: false,
    });
  }

  /** TLS in front of the gateways. What is for operators is not for the world. */
  private balance(vpc: IVpc): ApplicationLoadBalancer {
    const loadBalancer = new ApplicationLoadBalancer(this, 'LoadBalancer', {
      vpc,
      internetFacing: true,
      dropInvalidHeaderFields: true,
      deletionProtection: true,
      // A long poll is answered after 20 s at most.
      idleTimeout: Duration.seconds(60),
    });
    const listener = loadBalancer.addListener('Https', {
      port: 443,
      protocol: ApplicationProtocol.HTTPS,
      certificates: [Certificate.fromCertificateArn(this, 'Certificate', this.context.certificateArn)],
      sslPolicy: SslPolicy.RECOMMENDED_TLS,
      open: false,
    });
    for (const cidr of this.context.allowedCidrs)
      loadBalancer.connections.allowFrom(Peer.ipv4(cidr), Port.tcp(443), 'The gateway');
    listener.addTargets('Gateways', {
      port: GATEWAY_PORT,
      protocol: ApplicationProtocol.HTTP,
      targets: [this.gateway],
      deregistrationDelay: Duration.seconds(30),
      healthCheck: { path: '/health/ready', interval: Duration.seconds(10), healthyThresholdCount: 2 },
    });
    listener.addAction('OperatorsOnly', {
      priority: 1,
      conditions: [ListenerCondition.pathPatterns(['/metrics', '/console*', '/docs*', '/health/*'])],
      action: ListenerAction.fixedResponse(404),
    });
    return loadBalancer;
  }

  /** Gateways by their CPU, scanners by what waits: how many messages there are, and how long the oldest has been there. */
  private scale(): void {
    const { minGateways, maxGateways, minScanners, maxScanners } = this.context;
    this.gateway
      .autoScaleTaskCount({ minCapacity: minGateways, maxCapacity: maxGateways })
      .scaleOnCpuUtilization('Cpu', { targetUtilizationPercent: 50 });
    const scanners = this.scanner.autoScaleTaskCount({ minCapacity: minScanners, maxCapacity: maxScanners });
    const { scanQueue } = this.messaging;
    scanners.scaleOnMetric('Waiting', {
      metric: scanQueue.metricApproximateNumberOfMessagesVisible({ period: Duration.minutes(1) }),
      scalingSteps: [
        { upper: 0, change: -1 },
        { lower: 100, change: +1 },
        { lower: 1_000, change: +4 },
      ],
      cooldown: Duration.minutes(2),
    });
    scanners.scaleOnMetric('Oldest', {
      metric: scanQueue.metricApproximateAgeOfOldestMessage({ period: Duration.minutes(1) }),
      scalingSteps: [
        { upper: 5, change: 0 },
        { lower: 30, change: +2 },
        { lower: 120, change: +5 },
      ],
      cooldown: Duration.minutes(2),
    });
  }
}
