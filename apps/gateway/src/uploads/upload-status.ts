import { Injectable } from '@nestjs/common';
import {
  Clock,
  awaitedUpload,
  decidedUpload,
  decodeDeclaration,
  incomingKey,
  ObjectStore,
  scanningUpload,
  VerdictStore,
  type Upload,
  type UploadRef,
} from '#core';
import { VerdictWatch } from './verdict-watch.js';

export interface Sighting {
  readonly upload: Upload;
  /** When the object came; only while it waits for its verdict. */
  readonly arrivedAt?: Date;
}

/** Where an upload stands, as S3 has it. */
@Injectable()
export class UploadStatus {
  constructor(
    private readonly verdicts: VerdictStore,
    private readonly objects: ObjectStore,
    private readonly watch: VerdictWatch,
    private readonly clock: Clock,
  ) {}

  /** The verdict, then the object; without either the verdict again, because the object may have been decided and deleted in between. */
  async look(ref: UploadRef): Promise<Sighting> {
    const decided = await this.decided(ref);
    if (decided !== undefined) return { upload: decided };
    const object = await this.objects.head(incomingKey(ref));
    if (object !== undefined)
      return {
        upload: scanningUpload(ref, decodeDeclaration(object.metadata)),
        arrivedAt: object.lastModified,
      };
    return { upload: (await this.decided(ref)) ?? awaitedUpload(ref, this.clock.now()) };
  }

  /** The upload as soon as it is decided, or as it is when the time is up. */
  async settle(ref: UploadRef, seen: Upload, waitSeconds: number, gone: AbortSignal): Promise<Upload> {
    if (waitSeconds === 0 || isDecided(seen)) return seen;
    const verdict = await this.watch.until(ref, waitSeconds, gone);
    if (typeof verdict !== 'string') return decidedUpload(ref, verdict);
    return verdict === 'full' || gone.aborted ? seen : (await this.look(ref)).upload;
  }

  private async decided(ref: UploadRef): Promise<Upload | undefined> {
    const stored = await this.verdicts.find(ref);
    return stored === undefined ? undefined : decidedUpload(ref, stored.verdict);
  }
}

function isDecided({ status }: Upload): boolean {
  return status === 'validated' || status === 'rejected' || status === 'erased';
}
