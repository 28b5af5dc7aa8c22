import { Controller, Logger, UseFilters } from '@nestjs/common';
import { EventPattern, Payload } from '@nestjs/microservices';
import type { UploadRejected, UploadValidated } from '#events';
import { KeepErrors } from '#sqs-transport';

/** How many event ids are remembered. A real consumer keeps them where it keeps its work: a unique column, in the same transaction. */
const MAX_SEEN = 10_000;

/** What your product does when an upload was checked. Copy it, and replace what it logs by what you do. */
@Controller()
@UseFilters(KeepErrors)
export class UploadsController {
  private readonly logger = new Logger('Uploads');
  /** The work for each event, done or under way. */
  private readonly works = new Map<string, Promise<void>>();

  @EventPattern<string>('airlock.upload.validated.v1')
  validated(@Payload() { id, data }: UploadValidated): Promise<void> {
    return this.once(id, () => {
      const { tenant, filename, bucket, key, contentType, size, metadata } = data;
      this.logger.log({ tenant, filename, bucket, key, contentType, size, metadata });
    });
  }

  @EventPattern<string>('airlock.upload.rejected.v1')
  rejected(@Payload() { id, data }: UploadRejected): Promise<void> {
    return this.once(id, () => {
      const { tenant, filename, rejection } = data;
      this.logger.log({ tenant, filename, rejection });
    });
  }

  /** Delivery is at least once, and the same event may come twice at a time. Work that failed is done when its event comes again. */
  private async once(id: string, work: () => void | Promise<void>): Promise<void> {
    const begun = this.works.get(id) ?? (async () => work())();
    this.works.set(id, begun);
    const [oldest = ''] = this.works.keys();
    if (this.works.size > MAX_SEEN) this.works.delete(oldest);
    await begun.catch((error: unknown) => {
      if (this.works.get(id) === begun) this.works.delete(id);
      throw error;
    });
  }
}
