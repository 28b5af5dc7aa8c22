export { AirlockError, type ClientErrorCode, type FieldProblem, type ProblemCode } from './airlock-error.js';
export { createBackend, type Backend, type BackendOptions } from './backend.js';
export { createClient, type Client, type ClientOptions } from './client.js';
export type { RetryOptions } from './retry.js';
export type {
  AwaitedUpload,
  Declaration,
  ErasedUpload,
  Policy,
  PresignedDownload,
  PresignedUpload,
  RejectedUpload,
  ScanningUpload,
  Session,
  SessionBounds,
  UploadState,
  ValidatedUpload,
  Verdict,
} from './api.js';
export type { Progress, Upload, UploadOptions } from './upload.js';
