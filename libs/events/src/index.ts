export {
  ACTIVE_CONTENT_KINDS,
  REJECTION_CODES,
  type ActiveContentKind,
  type Rejection,
  type RejectionCode,
  type Warning,
} from './rejection.js';
export type { Checksum, RejectedUpload, ValidatedUpload } from './upload.js';
export {
  UPLOAD_REJECTED,
  UPLOAD_VALIDATED,
  type UploadEvent,
  type UploadRejected,
  type UploadValidated,
} from './upload-event.js';
