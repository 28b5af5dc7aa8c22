import { PublishCommand, type SNSClient } from '@aws-sdk/client-sns';
import { EventPublisher, type UploadEvent } from '#core';
import { failure } from '../failure.js';

/** Publishes events on an SNS topic; subscribers get the event itself (raw delivery) and filter by the attributes. */
export class SnsEventPublisher extends EventPublisher {
  constructor(
    private readonly topicArn: string,
    private readonly sns: SNSClient,
  ) {
    super();
  }

  async publish(event: UploadEvent, signal?: AbortSignal): Promise<void> {
    const { type, data } = event;
    const attributes = { type, tenant: data.tenant, policy: data.policy };
    const publish = new PublishCommand({
      TopicArn: this.topicArn,
      Message: JSON.stringify(event),
      MessageAttributes: Object.fromEntries(
        Object.entries(attributes)
          // An object without our metadata has no policy, and SNS refuses an empty attribute.
          .filter(([, value]) => value !== undefined)
          .map(([name, value]) => [name, { DataType: 'String', StringValue: value }]),
      ),
    });
    try {
      await this.sns.send(publish, { abortSignal: signal });
    } catch (error) {
      throw failure(`PUBLISH ${event.id}`, error, signal);
    }
  }
}
