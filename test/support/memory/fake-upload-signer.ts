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

const ORIGIN = 'https://uploads.test';

/** The headers of a real signature without one: for tests of who may ask for what, not of what S3 enforces. */
export class FakeUploadSigner extends UploadSigner {
  constructor(private readonly ttlSeconds = 300) {
    super();
  }

  async signUpload(
    issue: (expiresAt: Date) => UploadRef,
    declaration: Declaration,
    now: Date,
    notAfter = this.expiry(now),
  ): Promise<SignedUpload> {
    const expiresAt = new Date(Math.min(this.expiry(now).getTime(), notAfter.getTime()));
    const upload = issue(expiresAt);
    const metadata = Object.entries(encodeDeclaration(declaration));
    return {
      upload,
      expiresAt,
      url: `${ORIGIN}/${incomingKey(upload)}?expires=${expiresAt.toISOString()}`,
      headers: {
        'content-type': declaration.contentType,
        'content-length': String(declaration.size),
        'if-none-match': '*',
        ...(declaration.checksumSha256 === undefined
          ? {}
          : { 'x-amz-checksum-sha256': declaration.checksumSha256 }),
        ...Object.fromEntries(metadata.map(([name, value]) => [`x-amz-meta-${name}`, value])),
      },
    };
  }

  async signPart(
    { upload, uploadId, number, bytes }: PartToSign,
    now: Date,
    notAfter: Date,
  ): Promise<SignedPart> {
    const query = new URLSearchParams({ partNumber: String(number), uploadId });
    return {
      url: `${ORIGIN}/${incomingKey(upload)}?${query.toString()}`,
      expiresAt: new Date(Math.min(this.expiry(now).getTime(), notAfter.getTime())),
      headers: { 'content-length': String(bytes) },
    };
  }

  async signDownload(key: string, filename: string, now: Date): Promise<SignedDownload> {
    const query = new URLSearchParams({ 'response-content-disposition': attachment(filename) });
    return { url: `${ORIGIN}/${key}?${query.toString()}`, expiresAt: this.expiry(now) };
  }

  private expiry(now: Date): Date {
    return new Date((Math.floor(now.getTime() / 1000) + this.ttlSeconds) * 1000);
  }
}
