import { Controller, Logger, UseFilters } from '@nestjs/common';
import { Ctx, EventPattern, Payload } from '@nestjs/microservices';
import { ObjectStore, parseIncomingKey, type UploadRef, type Verdict } from '#core';
import { KeepErrors, MessageRefused, type S3ObjectCreated, SqsContext } from '#sqs-transport';
import { Scan } from './scan/scan.js';

/** How much of a foreign key is worth a line in the log. */
const MAX_LOGGED_KEY_CHARACTERS = 200;

/** S3 says that an object was created. Only keys of exactly our shape in our bucket are scanned; all else goes to the dead-letter queue. */
@Controller()
@UseFilters(KeepErrors)
export class NotificationsController {
  private readonly logger = new Logger('Scan');

  constructor(
    private readonly scan: Scan,
    private readonly objects: ObjectStore,
  ) {}

  @EventPattern<string>('s3:ObjectCreated')
  async created(@Payload() created: S3ObjectCreated, @Ctx() context: SqsContext): Promise<void> {
    const upload = this.uploadOf(created);
    const receiveCount = context.getReceiveCount();
    const verdict = await this.scan.run({ upload, receiveCount }, context.getSignal());
    this.logger.log({ ...upload, receiveCount, ...summary(verdict) });
  }

  private uploadOf({ bucket, key }: S3ObjectCreated): UploadRef {
    const upload = bucket === this.objects.bucket ? parseIncomingKey(key) : undefined;
    if (upload !== undefined) return upload;
    const named = JSON.stringify(key.slice(0, MAX_LOGGED_KEY_CHARACTERS));
    throw new MessageRefused(
      bucket === this.objects.bucket ? `not an upload's key: ${named}` : 'another bucket',
    );
  }
}

function summary(verdict: Verdict | undefined): Record<string, string> {
  if (verdict === undefined) return { status: 'gone' };
  return verdict.status === 'rejected'
    ? { status: verdict.status, code: verdict.rejection.code, detail: verdict.rejection.detail }
    : { status: verdict.status };
}
