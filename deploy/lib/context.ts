/** What a deployment may choose, as `-c NAME=VALUE` or in cdk.json. What has no default has to be given. */
export interface Context {
  /** ARN of the certificate of the gateway's domain, in ACM and this region. */
  readonly certificateArn: string;
  /** The image, by its digest or tag, in a registry that ECS can read. */
  readonly image: string;
  /** Where it is deployed. Default: the credentials' own account and region. */
  readonly account: string;
  readonly region: string;
  /** Of the CloudFormation stack, and first part of what has a name. Default `airlock`. */
  readonly stackName: string;
  /** An existing VPC with private subnets that reach S3, SQS and SNS. Default: a new one. */
  readonly vpcId?: string;
  /** An existing bucket in this account: its policy, CORS, lifecycle and notifications stay yours to set. Default: a new one. */
  readonly bucketName?: string;
  /** An existing KMS key that encrypts queues and topic. Default: a new one, rotated every year. */
  readonly keyArn?: string;
  /** Web origins that may upload from a browser, separated by commas. Default: none. */
  readonly corsOrigins: readonly string[];
  /** Who is told of alarms: an e-mail address. Default: nobody; the topic is there to be subscribed to. */
  readonly alarmEmail?: string;
  /** Gateways and scanners that always run. Default 2 and 1. */
  readonly minGateways: number;
  readonly minScanners: number;
  /** Default 10 and 20. */
  readonly maxGateways: number;
  readonly maxScanners: number;
  /** Does the example consumer run, too? Default: no; its queue is there all the same. */
  readonly hasConsumer: boolean;
  /** Networks that may reach the gateway, separated by commas. Default `0.0.0.0/0`. */
  readonly allowedCidrs: readonly string[];
}

/** @throws Error that lists all that is missing or wrong at once */
export function readContext(get: (name: string) => unknown): Context {
  const problems: string[] = [];
  const text = (name: string): string | undefined => {
    const value = get(name);
    return value === undefined || value === '' ? undefined : String(value);
  };
  const required = (name: string, pattern: RegExp, kind: string): string => {
    const value = text(name) ?? '';
    if (!pattern.test(value)) problems.push(`${name} must be ${kind}: -c ${name}=…`);
    return value;
  };
  const count = (name: string, byDefault: number): number => {
    const value = Number(text(name) ?? byDefault);
    if (!Number.isInteger(value) || value < 1) problems.push(`${name} must be a whole number above 0`);
    return value;
  };
  const list = (name: string, byDefault: readonly string[] = []): readonly string[] =>
    text(name)?.split(',') ?? byDefault;
  const context: Context = {
    certificateArn: required('certificateArn', /^arn:aws[a-z-]*:acm:/, 'the ARN of a certificate'),
    image: required('image', /\S/, 'the name of the image'),
    account: required('account', /^\d{12}$/, 'an account of 12 digits'),
    region: required('region', /^[a-z]{2}(-[a-z]+)+-\d$/, 'a region such as eu-west-1'),
    stackName: text('stackName') ?? 'airlock',
    vpcId: text('vpcId'),
    bucketName: text('bucketName'),
    keyArn: text('keyArn'),
    corsOrigins: list('corsOrigins'),
    alarmEmail: text('alarmEmail'),
    minGateways: count('minGateways', 2),
    minScanners: count('minScanners', 1),
    maxGateways: count('maxGateways', 10),
    maxScanners: count('maxScanners', 20),
    hasConsumer: text('hasConsumer') === 'true',
    allowedCidrs: list('allowedCidrs', ['0.0.0.0/0']),
  };
  for (const origin of context.corsOrigins)
    if (!/^https?:\/\/[^/\s]+$/.test(origin)) problems.push(`corsOrigins: ${origin} is no origin`);
  if (problems.length > 0) throw new Error(`The context is incomplete:\n  ${problems.join('\n  ')}`);
  return context;
}
