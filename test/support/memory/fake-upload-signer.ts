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

const ORIGIN = 'https://uploads.test';

/** The headers of a real signature without one: for tests of who may ask for what, not of what S3 enforces. */
export class FakeUploadSigner extends UploadSigner {
  constructor(private readonly ttlSeconds = 300) {
    super();
  }

  async expiry(now: Date): Promise<Date> {
    return new Date((Math.floor(now.getTime() / 1000) + this.ttlSeconds) * 1000);
  }

  async signUpload(
    upload: UploadRef,
    declaration: Declaration,
    _now: Date,
    expiresAt: Date,
  ): Promise<SignedUpload> {
    const metadata = Object.entries(encodeDeclaration(declaration));
    return {
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

  async signDownload(key: string, filename: string, now: Date): Promise<SignedDownload> {
    const query = new URLSearchParams({ 'response-content-disposition': attachment(filename) });
    return { url: `${ORIGIN}/${key}?${query.toString()}`, expiresAt: await this.expiry(now) };
  }
}
