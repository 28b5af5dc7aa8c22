import type { NotifiedQueues } from '../s3/notifications/notifier.js';
import type { Arrivals } from './arrivals.js';
import type { Fauxqs } from './fauxqs.js';

/** How S3's notifications reach the queues. */
export class FauxqsNotifiedQueues implements NotifiedQueues {
  constructor(
    private readonly fauxqs: Fauxqs,
    private readonly arrivals: Arrivals,
  ) {}

  async exists(queueArn: string): Promise<boolean> {
    const QueueUrl = this.fauxqs.queueUrl(queueArn);
    if (QueueUrl === undefined) return false;
    const { status } = await this.fauxqs.sqs('GetQueueAttributes', {
      QueueUrl,
      AttributeNames: ['QueueArn'],
    });
    return status === 200;
  }

  async send(queueArn: string, MessageBody: string): Promise<void> {
    await this.fauxqs.sqs('SendMessage', { QueueUrl: this.fauxqs.queueUrl(queueArn), MessageBody });
    this.arrivals.announce();
  }
}
