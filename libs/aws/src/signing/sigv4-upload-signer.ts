import {
  attachment,
  encodeDeclaration,
  incomingKey,
  UploadSigner,
  type Declaration,
  type PartToSign,
  type SignedDownload,
  type SignedPart,
  type SignedUpload,
  type UploadRef,
} from '#core';
import { CachedCredentials, type Credentials } from './cached-credentials.js';
import { ObjectAddress } from './object-address.js';
import { SigV4Presigner, type RequestToSign } from './sigv4-presigner.js';
import type { SigningEnvironment } from './signing-environment.js';

/**
 * In the query, where a client need not send it: S3 then refuses (403) to write into, or to read from, a bucket of
 * another account. Obeyed there in lower case only: aws-sdk-go-v2, "Align SDK presigning behavior of expected bucket
 * owner to match S3's".
 */
const EXPECTED_OWNER = 'x-amz-expected-bucket-owner';

export interface SigV4UploadSignerOptions {
  readonly address: ObjectAddress;
  readonly region: string;
  /** The account of the bucket. */
  readonly bucketOwner: string;
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

  static of(
    environment: SigningEnvironment,
    provideCredentials: () => Promise<Credentials>,
  ): SigV4UploadSigner {
    const options = {
      address: new ObjectAddress(environment),
      region: environment.AWS_REGION,
      bucketOwner: environment.AWS_ACCOUNT_ID,
      uploadTtlSeconds: environment.UPLOAD_URL_TTL_SECONDS,
      downloadTtlSeconds: environment.DOWNLOAD_URL_TTL_SECONDS,
    };
    return new SigV4UploadSigner(options, provideCredentials);
  }

  async signUpload(
    issue: (expiresAt: Date) => UploadRef,
    declaration: Declaration,
    now: Date,
    notAfter?: Date,
  ): Promise<SignedUpload> {
    const credentials = await this.credentials.get(now);
    const expiresAt = capped(now, this.options.uploadTtlSeconds, credentials, notAfter);
    const upload = issue(expiresAt);
    const headers = uploadHeaders(declaration);
    const request = { method: 'PUT', key: incomingKey(upload), headers } as const;
    return { upload, url: this.sign(request, credentials, now, expiresAt), expiresAt, headers };
  }

  async signPart(
    { upload, uploadId, number, bytes }: PartToSign,
    now: Date,
    notAfter: Date,
  ): Promise<SignedPart> {
    const credentials = await this.credentials.get(now);
    const expiresAt = capped(now, this.options.uploadTtlSeconds, credentials, notAfter);
    const request = {
      method: 'PUT',
      key: incomingKey(upload),
      headers: { 'content-length': String(bytes) },
      query: { partNumber: String(number), uploadId },
    } as const;
    return {
      url: this.sign(request, credentials, now, expiresAt),
      expiresAt,
      headers: request.headers,
    };
  }

  async signDownload(key: string, filename: string, now: Date): Promise<SignedDownload> {
    const credentials = await this.credentials.get(now);
    const expiresAt = capped(now, this.options.downloadTtlSeconds, credentials);
    const query = { 'response-content-disposition': attachment(filename) };
    return { url: this.sign({ method: 'GET', key, query }, credentials, now, expiresAt), expiresAt };
  }

  private sign(
    { key, query, ...request }: Omit<RequestToSign, 'host' | 'path'> & { readonly key: string },
    credentials: Credentials,
    now: Date,
    expiresAt: Date,
  ): string {
    const { address, bucketOwner } = this.options;
    const path = address.pathOf(key);
    const expiresSeconds = wholeSeconds(expiresAt) - wholeSeconds(now);
    const toSign = {
      ...request,
      query: { ...query, [EXPECTED_OWNER]: bucketOwner },
      host: address.host,
      path,
    };
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
function capped(now: Date, ttlSeconds: number, { expiration }: Credentials, notAfter?: Date): Date {
  const ends = [expiration, notAfter].filter((end) => end !== undefined).map(wholeSeconds);
  return new Date(Math.min(wholeSeconds(now) + ttlSeconds, ...ends) * 1000);
}

const wholeSeconds = (date: Date): number => Math.floor(date.getTime() / 1000);
