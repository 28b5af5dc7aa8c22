import type { UploadRef } from '../upload/upload-ref.js';
import type { RejectedVerdict, ValidatedVerdict } from '../verdict/verdict.js';
import { decidedUpload, type RejectedUpload, type ValidatedUpload } from '../verdict/upload.js';

/** The names of the events: CloudEvents `type`, and what a consumer's `@EventPattern` names. */
export const UPLOAD_VALIDATED = 'airlock.upload.validated.v1';
export const UPLOAD_REJECTED = 'airlock.upload.rejected.v1';

interface UploadCloudEvent<Type extends string, Upload> {
  readonly specversion: '1.0';
  /** The same for the same upload and verdict, however often it is published: drop what you have seen. */
  readonly id: string;
  /** `/airlock/<tenant>` */
  readonly source: string;
  readonly type: Type;
  /** The upload's id. */
  readonly subject: string;
  /** When the verdict was reached; RFC 3339, UTC. */
  readonly time: string;
  readonly datacontenttype: 'application/json';
  readonly data: Upload & { readonly tenant: string };
}

/** The object passed every check and stands in `clean/`. May come twice, or after an erase: a missing object means erased. */
export type UploadValidated = UploadCloudEvent<typeof UPLOAD_VALIDATED, ValidatedUpload>;
/** The object was refused; nothing of it is left. */
export type UploadRejected = UploadCloudEvent<typeof UPLOAD_REJECTED, RejectedUpload>;
/** CloudEvents 1.0, JSON, structured mode. */
export type UploadEvent = UploadValidated | UploadRejected;

/** The event that announces a verdict. Derived from it alone, so that publishing twice publishes the same. */
export function uploadEvent(ref: UploadRef, verdict: ValidatedVerdict | RejectedVerdict): UploadEvent {
  const envelope = {
    specversion: '1.0',
    id: `${ref.id}.${verdict.status}`,
    source: `/airlock/${ref.tenant}`,
    subject: ref.id,
    time: verdict.scannedAt,
    datacontenttype: 'application/json',
  } as const;
  const { tenant } = ref;
  return verdict.status === 'validated'
    ? { ...envelope, type: UPLOAD_VALIDATED, data: { ...decidedUpload(ref, verdict), tenant } }
    : { ...envelope, type: UPLOAD_REJECTED, data: { ...decidedUpload(ref, verdict), tenant } };
}
