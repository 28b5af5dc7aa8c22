import { Transform } from 'class-transformer';
import { AwsEnvironment, IsQueueName } from '#aws';

/** For a process that works with queues alone: it never asks for the bucket, so nobody has to name it one. */
export class QueueEnvironment extends AwsEnvironment {
  @Transform(({ value }: { value: string | null | undefined }) => value ?? 'airlock')
  override readonly BUCKET: string = 'airlock';

  @IsQueueName()
  readonly SCAN_QUEUE: string = 'airlock-scan';

  @IsQueueName()
  readonly SCAN_DLQ: string = 'airlock-scan-dlq';
}
