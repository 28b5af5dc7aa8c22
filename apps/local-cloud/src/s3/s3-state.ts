import type { Answer } from '../http/answer.js';
import type { BodyDirectory } from './objects/body-directory.js';
import type { Buckets } from './objects/buckets.js';
import type { Notifier } from './notifications/notifier.js';
import type { S3Request } from './s3-request.js';

/** Everything an operation may touch. */
export interface S3State {
  readonly region: string;
  readonly buckets: Buckets;
  readonly bodies: BodyDirectory;
  readonly notifier: Notifier;
}

export type Operation = (state: S3State, request: S3Request) => Answer | Promise<Answer>;
