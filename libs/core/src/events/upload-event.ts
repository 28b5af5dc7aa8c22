import { UPLOAD_REJECTED, UPLOAD_VALIDATED, type UploadEvent } from '#events';
import type { UploadRef } from '../upload/upload-ref.js';
import { decidedUpload } from '../verdict/upload.js';
import type { RejectedVerdict, ValidatedVerdict } from '../verdict/verdict.js';

export {
  UPLOAD_REJECTED,
  UPLOAD_VALIDATED,
  type UploadEvent,
  type UploadRejected,
  type UploadValidated,
} from '#events';

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
