import { AirlockError } from './airlock-error.js';
import { isVerdict, type Declaration, type PresignedUpload } from './api.js';
import { sha256 } from './checksum.js';
import { Gateway, type GatewayOptions } from './gateway.js';
import { put } from './put.js';
import { Upload, type UploadOptions } from './upload.js';

export interface ClientOptions extends GatewayOptions {
  /** What to authenticate with; a function is asked for each upload. */
  readonly token: string | (() => string | Promise<string>);
  /** A connection on which nothing has moved for so long is given up, and the upload tried again: 30. */
  readonly stallSeconds?: number;
}

export interface Client {
  /** Resolves when the object has arrived; `verdict()` of what it gives says what it was found to be. */
  upload(file: Blob, options?: UploadOptions): Promise<Upload>;
  /** An upload of before a reload, say: with the token that it was begun with. */
  find(id: string): Promise<Upload>;
}

/** Every URL lasts for minutes: who needs more of them has a connection too slow for this file. */
const MAX_URLS = 5;

export function createClient({ token, stallSeconds = 30, ...options }: ClientOptions): Client {
  const gateway = new Gateway(options);
  const authenticate = async () => (typeof token === 'string' ? token : token());

  return {
    async upload(file, uploadOptions = {}) {
      const { signal, onProgress } = uploadOptions;
      const declaration = await declared(file, uploadOptions);
      for (let urls = 1; ; urls++) {
        signal?.throwIfAborted();
        const bearer = await authenticate();
        const presigned = await gateway.presign(bearer, declaration, signal);
        const outcome = await put(presigned, {
          bytes: file,
          onSent: (sentBytes) => onProgress?.({ sentBytes, totalBytes: file.size }),
          stallMilliseconds: stallSeconds * 1000,
          retry: options.retry ?? {},
          signal,
        });
        if (outcome === 'stored' || (await hasArrived(bearer, presigned, signal)))
          return new Upload(presigned.id, gateway, bearer);
        if (urls >= MAX_URLS)
          throw new AirlockError('storage-refused', 'every URL expired before it was used', { status: 403 });
      }
    },
    async find(id) {
      return new Upload(id, gateway, await authenticate());
    },
  };

  /** S3 looks at the time before it looks for an object: an expired URL may hide that an attempt before had arrived. */
  async function hasArrived(bearer: string, { id }: PresignedUpload, signal?: AbortSignal): Promise<boolean> {
    const upload = await gateway.status(bearer, id, 0, signal);
    return upload.status === 'scanning' || isVerdict(upload);
  }
}

async function declared(file: Blob, options: UploadOptions): Promise<Declaration> {
  const { policy, metadata, checksumSha256 } = options;
  const contentType = options.contentType ?? file.type;
  return {
    filename: options.filename ?? ('name' in file ? String(file.name) : ''),
    size: file.size,
    ...(contentType === '' ? {} : { contentType }),
    ...(policy === undefined ? {} : { policy }),
    ...(metadata === undefined ? {} : { metadata }),
    ...(checksumSha256 === undefined
      ? {}
      : { checksumSha256: checksumSha256 === true ? await sha256(file) : checksumSha256 }),
  };
}
