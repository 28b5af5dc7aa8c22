import { S3Error } from '../s3-error.js';
import { Bucket } from './bucket.js';

/** S3 user guide, "General purpose buckets naming rules", the part that matters to a path-style URL. */
const BUCKET_NAME = /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/;

export class Buckets {
  private readonly byName = new Map<string, Bucket>();

  /** Creating a bucket one owns already succeeds, as in us-east-1. */
  create(name: string): void {
    if (!BUCKET_NAME.test(name)) throw new S3Error('InvalidBucketName');
    if (!this.byName.has(name)) this.byName.set(name, new Bucket(name));
  }

  find(name: string): Bucket | undefined {
    return this.byName.get(name);
  }

  get(name: string): Bucket {
    const bucket = this.byName.get(name);
    if (bucket === undefined)
      throw new S3Error('NoSuchBucket', undefined, { elements: { BucketName: name } });
    return bucket;
  }

  delete(name: string): void {
    if (!this.get(name).isEmpty) throw new S3Error('BucketNotEmpty');
    this.byName.delete(name);
  }
}
