import {
  attachment,
  encodeDeclaration,
  incomingKey,
  UploadSigner,
  type Declaration,
  type SignedDownload,
  type SignedUpload,
  type UploadRef,
} from '#core';
import type { AwsEnvironment } from '../aws-environment.js';
import { CachedCredentials, type Credentials } from './cached-credentials.js';
import { ObjectAddress } from './object-address.js';
import { SigV4Presigner, type RequestToSign } from './sigv4-presigner.js';

export interface SigV4UploadSignerOptions {
  readonly address: ObjectAddress;
  readonly region: string;
  readonly uploadTtlSeconds: number;
  readonly downloadTtlSeconds: number;
}

/** Presigned URLs on the public endpoint. Signs by hand: the SDK's presigner costs ten times as much CPU, and hoists. */
export class SigV4UploadSigner extends UploadSigner {
  private readonly credentials: CachedCredentials;
  private readonly presigner: SigV4Presigner;

  constructor(
    private readonly options: SigV4UploadSignerOptions,
    provideCredentials: () => Promise<Credentials>,
  ) {
    super();
    this.credentials = new CachedCredentials(provideCredentials);
    this.presigner = new SigV4Presigner(options.region);
  }

  static of(environment: AwsEnvironment, provideCredentials: () => Promise<Credentials>): SigV4UploadSigner {
    const options = {
      address: new ObjectAddress(environment),
      region: environment.AWS_REGION,
      uploadTtlSeconds: environment.UPLOAD_URL_TTL_SECONDS,
      downloadTtlSeconds: environment.DOWNLOAD_URL_TTL_SECONDS,
    };
    return new SigV4UploadSigner(options, provideCredentials);
  }

  async expiry(now: Date): Promise<Date> {
    return capped(now, this.options.uploadTtlSeconds, await this.credentials.get(now));
  }

  async signUpload(
    upload: UploadRef,
    declaration: Declaration,
    now: Date,
    expiresAt: Date,
  ): Promise<SignedUpload> {
    const headers = uploadHeaders(declaration);
    const request = { method: 'PUT', key: incomingKey(upload), headers } as const;
    return { url: this.sign(request, await this.credentials.get(now), now, expiresAt), headers };
  }

  async signDownload(key: string, filename: string, now: Date): Promise<SignedDownload> {
    const credentials = await this.credentials.get(now);
    const expiresAt = capped(now, this.options.downloadTtlSeconds, credentials);
    const query = { 'response-content-disposition': attachment(filename) };
    return { url: this.sign({ method: 'GET', key, query }, credentials, now, expiresAt), expiresAt };
  }

  private sign(
    { key, ...request }: Omit<RequestToSign, 'host' | 'path'> & { readonly key: string },
    credentials: Credentials,
    now: Date,
    expiresAt: Date,
  ): string {
    const { address } = this.options;
    const path = address.pathOf(key);
    const expiresSeconds = wholeSeconds(expiresAt) - wholeSeconds(now);
    const toSign = { ...request, host: address.host, path };
    return `${address.origin}${path}?${this.presigner.presign(toSign, credentials, now, expiresSeconds)}`;
  }
}

/** Everything that was declared, so that S3 enforces it: the exact length, the type, that nothing is there yet. */
function uploadHeaders(declaration: Declaration): Record<string, string> {
  const headers: Record<string, string> = {
    'content-type': declaration.contentType,
    'content-length': String(declaration.size),
    'if-none-match': '*',
  };
  if (declaration.checksumSha256 !== undefined) headers['x-amz-checksum-sha256'] = declaration.checksumSha256;
  for (const [name, value] of Object.entries(encodeDeclaration(declaration)))
    headers[`x-amz-meta-${name}`] = value;
  return headers;
}

/** S3 refuses a URL whose credentials have expired, whatever the URL says. */
function capped(now: Date, ttlSeconds: number, { expiration }: Credentials): Date {
  const end = wholeSeconds(now) + ttlSeconds;
  const seconds = expiration === undefined ? end : Math.min(end, wholeSeconds(expiration));
  return new Date(seconds * 1000);
}

const wholeSeconds = (date: Date): number => Math.floor(date.getTime() / 1000);
