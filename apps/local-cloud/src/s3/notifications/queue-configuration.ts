import { randomUUID } from 'node:crypto';
import { S3Error } from '../s3-error.js';
import { childrenOf, element, parent, textOf, textsOf, type XmlElement } from '../xml.js';

/** Which events of a bucket go to which queue. */
export interface QueueConfiguration {
  readonly id: string;
  readonly queueArn: string;
  /** `s3:ObjectCreated:*`, … */
  readonly events: readonly string[];
  readonly prefix: string;
  readonly suffix: string;
}

const EVENTS = [
  's3:ObjectCreated:*',
  's3:ObjectCreated:Put',
  's3:ObjectCreated:Post',
  's3:ObjectCreated:Copy',
  's3:ObjectCreated:CompleteMultipartUpload',
  's3:ObjectRemoved:*',
  's3:ObjectRemoved:Delete',
];
const OTHER_DESTINATIONS = ['TopicConfiguration', 'CloudFunctionConfiguration', 'EventBridgeConfiguration'];

export function parseQueueConfigurations(configuration: XmlElement): QueueConfiguration[] {
  const other = OTHER_DESTINATIONS.find((name) => childrenOf(configuration, name).length > 0);
  if (other !== undefined)
    throw new S3Error('NotImplemented', `${other} is not implemented: only queues are notified.`);
  return childrenOf(configuration, 'QueueConfiguration').map(parseQueueConfiguration);
}

function parseQueueConfiguration(configuration: XmlElement): QueueConfiguration {
  const queueArn = textOf(configuration, 'Queue');
  const events = textsOf(configuration, 'Event');
  if (queueArn === undefined || events.length === 0) throw new S3Error('MalformedXML');
  if (events.some((event) => !EVENTS.includes(event))) {
    throw new S3Error('InvalidArgument', 'The event is not supported for notifications');
  }
  const rules = childrenOf(configuration, 'Filter')
    .flatMap((filter) => childrenOf(filter, 'S3Key'))
    .flatMap((key) => childrenOf(key, 'FilterRule'));
  const valueOf = (name: string) =>
    rules
      .filter((rule) => textOf(rule, 'Name')?.toLowerCase() === name)
      .map((rule) => textOf(rule, 'Value') ?? '');
  const [prefix = '', ...otherPrefixes] = valueOf('prefix');
  const [suffix = '', ...otherSuffixes] = valueOf('suffix');
  if (otherPrefixes.length + otherSuffixes.length > 0) {
    throw new S3Error('InvalidArgument', 'Cannot specify more than one prefix or suffix rule in a filter.');
  }
  return { id: textOf(configuration, 'Id') ?? randomUUID(), queueArn, events, prefix, suffix };
}

/** As GetBucketNotificationConfiguration gives it back: with the id that S3 made up where none was given. */
export function renderQueueConfiguration({
  id,
  queueArn,
  events,
  prefix,
  suffix,
}: QueueConfiguration): string {
  const rule = (name: string, value: string) =>
    value === '' ? '' : parent('FilterRule', element('Name', name), element('Value', value));
  const rules = rule('Prefix', prefix) + rule('Suffix', suffix);
  return parent(
    'QueueConfiguration',
    element('Id', id),
    element('Queue', queueArn),
    ...events.map((event) => element('Event', event)),
    rules === '' ? '' : parent('Filter', parent('S3Key', rules)),
  );
}

/** @param eventName without the `s3:` prefix, as records carry it. */
export function wants(configuration: QueueConfiguration, eventName: string, key: string): boolean {
  const [family] = eventName.split(':');
  return (
    configuration.events.some((event) => event === `s3:${eventName}` || event === `s3:${family}:*`) &&
    key.startsWith(configuration.prefix) &&
    key.endsWith(configuration.suffix)
  );
}
