import { partitionOf } from '../partition.js';
import { encodeKey } from './percent-encode.js';
import type { SigningEnvironment } from './signing-environment.js';

/** Where clients find the objects of the bucket. */
export class ObjectAddress {
  readonly origin: string;
  readonly host: string;
  private readonly root: string;

  /**
   * A bucket is a virtual host on AWS, but a path on an endpoint of one's own, which has no DNS for buckets; and on AWS
   * too if its name has a dot, which the certificate's wildcard does not cover.
   */
  constructor(environment: SigningEnvironment) {
    const { AWS_REGION, BUCKET, S3_PUBLIC_ENDPOINT, AWS_ENDPOINT_URL } = environment;
    const s3Host = `s3.${AWS_REGION}.${partitionOf(AWS_REGION).domain}`;
    const endpoint = S3_PUBLIC_ENDPOINT ?? AWS_ENDPOINT_URL;
    const isVirtualHost = endpoint === undefined && !BUCKET.includes('.');
    const url = new URL(endpoint ?? `https://${isVirtualHost ? `${BUCKET}.` : ''}${s3Host}`);
    this.origin = url.origin;
    this.host = url.host;
    this.root = isVirtualHost ? '/' : `/${BUCKET}/`;
  }

  pathOf(key: string): string {
    return `${this.root}${encodeKey(key)}`;
  }
}
