import { Injectable } from '@nestjs/common';
import {
  Clock,
  AirlockError,
  attachment,
  cleanKey,
  encodeCleanObject,
  EventPublisher,
  incomingKey,
  MAX_DELAY_SECONDS,
  type ObjectHead,
  ObjectStore,
  ScanQueue,
  type StoredVerdict,
  uploadEvent,
  type UploadRef,
  type Verdict,
  VerdictStore,
} from '#core';
import { type Accepted, Inspector, type Inspected } from './inspector.js';
import { adoptedVerdict, cleanObject, rejectedVerdict, validatedVerdict } from './findings.js';

/** How often an object may be replaced under one scan before the message has to come again. */
const MAX_DECISIONS = 3;

export interface Delivery {
  readonly upload: UploadRef;
  /** 1 for a message delivered for the first time. */
  readonly receiveCount: number;
}

/** Decides one upload and makes the world agree. Every step may be repeated; the order makes that safe. */
@Injectable()
export class Scan {
  constructor(
    private readonly objects: ObjectStore,
    private readonly verdicts: VerdictStore,
    private readonly inspector: Inspector,
    private readonly events: EventPublisher,
    private readonly queue: ScanQueue,
    private readonly clock: Clock,
  ) {}

  /** The verdict that now holds; undefined if there is nothing to decide. Throws what its dependencies throw: then it must come again. */
  async run({ upload, receiveCount }: Delivery, signal: AbortSignal): Promise<Verdict | undefined> {
    const stored = await this.verdicts.find(upload, signal);
    const verdict = stored?.verdict ?? (await this.decide(upload, signal));
    if (verdict === undefined) return undefined; // no object, and on a second look no verdict either
    await this.settle(upload, verdict, receiveCount, signal);
    // Whoever had the message before may have died with the event unpublished.
    const isOwed = stored === undefined || receiveCount > 1 || (await this.isOwed(upload, stored, signal));
    if (isOwed) await this.announce(upload, verdict, signal);
    await this.objects.delete(incomingKey(upload), signal); // last: while it exists, work is owed
    return verdict;
  }

  private async find(upload: UploadRef, signal: AbortSignal): Promise<Verdict | undefined> {
    return (await this.verdicts.find(upload, signal))?.verdict;
  }

  private async decide(upload: UploadRef, signal: AbortSignal): Promise<Verdict | undefined> {
    for (let decision = 1; decision <= MAX_DECISIONS; decision++) {
      const inspected = await this.inspector.inspect(upload, signal);
      if (inspected === 'absent') return this.find(upload, signal); // whoever deleted it has decided
      if (inspected === 'changed') continue;
      const verdict = await this.conclude(upload, inspected, signal);
      if (verdict !== undefined) return this.record(upload, verdict, signal);
    }
    throw new AirlockError('undecidable', `the object was replaced during ${MAX_DECISIONS} scans`);
  }

  /** The verdict that the findings call for; undefined if the object is no longer the one they are about. */
  private async conclude(
    upload: UploadRef,
    inspected: Inspected,
    signal: AbortSignal,
  ): Promise<Verdict | undefined> {
    const { object, declaration, outcome } = inspected;
    return outcome.accepted
      ? this.promote(upload, object, outcome, signal)
      : rejectedVerdict(outcome, declaration, this.clock.now());
  }

  /** Copies before the verdict is written: a copy after it could undo an erase. */
  private async promote(
    upload: UploadRef,
    object: ObjectHead,
    accepted: Accepted,
    signal: AbortSignal,
  ): Promise<Verdict | undefined> {
    const clean = cleanObject(accepted, object.etag, this.clock.now());
    const { contentType } = accepted;
    const promoted = await this.objects.promote(
      {
        from: incomingKey(upload),
        ifMatch: object.etag,
        to: cleanKey(upload),
        contentType,
        contentDisposition: attachment(clean.filename),
        metadata: encodeCleanObject(clean),
      },
      signal,
    );
    if (promoted === 'refused') return this.adopt(upload, signal);
    const { bucket } = this.objects;
    return validatedVerdict(upload, { bucket, contentType, size: object.size, etag: promoted.etag }, clean);
  }

  /** Somebody copied a checked object there and died: the verdict describes what is in `clean/`, not what was read here. */
  private async adopt(upload: UploadRef, signal: AbortSignal): Promise<Verdict | undefined> {
    const object = await this.objects.head(cleanKey(upload), signal);
    return object === undefined ? undefined : adoptedVerdict(upload, this.objects.bucket, object);
  }

  /** The first verdict written is the verdict; everybody obeys it. */
  private async record(upload: UploadRef, verdict: Verdict, signal: AbortSignal): Promise<Verdict> {
    if ((await this.verdicts.create(upload, verdict, signal)) === 'created') return verdict;
    const winner = await this.find(upload, signal);
    if (winner === undefined) throw new AirlockError('undecidable', 'a verdict exists but cannot be read');
    return winner;
  }

  /** Makes `clean/` agree with the verdict, whoever wrote it. A validated object was copied before; copying now would undo an erase. */
  private async settle(
    upload: UploadRef,
    verdict: Verdict,
    receiveCount: number,
    signal: AbortSignal,
  ): Promise<void> {
    if (verdict.status === 'validated') return;
    await this.objects.delete(cleanKey(upload), signal);
    // The copy of a scanner that died with this message may still land: look again when it can no longer.
    if (receiveCount > 1) await this.queue.request(upload, MAX_DELAY_SECONDS, signal);
  }

  /**
   * Whether the event of a verdict that was found may be unpublished: only while the object is there that it is about, for
   * that is deleted last. What came after the verdict is a URL that was used again; both times are S3's.
   */
  private async isOwed(
    upload: UploadRef,
    { verdict, lastModified }: StoredVerdict,
    signal: AbortSignal,
  ): Promise<boolean> {
    if (verdict.status === 'erased') return false;
    const object = await this.objects.head(incomingKey(upload), signal);
    return object !== undefined && object.lastModified <= lastModified;
  }

  private async announce(upload: UploadRef, verdict: Verdict, signal: AbortSignal): Promise<void> {
    if (verdict.status !== 'erased') await this.events.publish(uploadEvent(upload, verdict), signal);
  }
}
