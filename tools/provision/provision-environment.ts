import { AwsEnvironment, IsBucketOrigins, IsQueueName, IsTopic } from '#aws';

/** What everything is called that is made. The documents in localstack/resources name these variables. */
export class ProvisionEnvironment extends AwsEnvironment {
  @IsQueueName()
  readonly SCAN_QUEUE: string = 'airlock-scan';

  @IsQueueName()
  readonly SCAN_DLQ: string = 'airlock-scan-dlq';

  @IsTopic()
  readonly EVENTS_TOPIC: string = 'airlock-events';

  /** The example consumer's queue. */
  @IsQueueName()
  readonly CONSUMER_QUEUE: string = 'airlock-consumer';

  @IsQueueName()
  readonly CONSUMER_DLQ: string = 'airlock-consumer-dlq';

  /** The web origins that may upload from a browser. */
  @IsBucketOrigins()
  readonly CORS_ORIGIN: string = '*';
}
