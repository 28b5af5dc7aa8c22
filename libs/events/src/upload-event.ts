import type { RejectedUpload, ValidatedUpload } from './upload.js';

/** The names of the events: CloudEvents `type`, and what a consumer's `@EventPattern` names. */
export const UPLOAD_VALIDATED = 'airlock.upload.validated.v1';
export const UPLOAD_REJECTED = 'airlock.upload.rejected.v1';

/** CloudEvents 1.0 (https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/spec.md), structured mode, JSON. */
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
/** What the events topic carries; `type` tells them apart. A consumer passes over types that it does not know. */
export type UploadEvent = UploadValidated | UploadRejected;
