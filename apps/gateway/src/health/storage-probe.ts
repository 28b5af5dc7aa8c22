/** Whether the bucket can be worked with. Asks S3; throws when it cannot, and soon. */
export abstract class StorageProbe {
  abstract bucket(): Promise<void>;
}
