import { createHash, createHmac } from 'node:crypto';
import { SignatureV4 } from '@smithy/signature-v4';
import { CLOUD_ENDPOINT, CREDENTIALS, REGION } from './cloud.js';
import type { RawRequest } from './send.js';

export interface Presigning {
  readonly method: string;
  readonly bucket: string;
  readonly key: string;
  /** Signed, and to be sent. `x-amz-*` headers named in `hoisted` go into the query instead. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly hoisted?: readonly string[];
  readonly query?: Readonly<Record<string, string>>;
  readonly at?: Date;
  readonly expiresSeconds?: number;
  readonly credentials?: typeof CREDENTIALS;
}

/** A presigned request by AWS's own signer: what must be sent, unchanged, to be let in. */
export async function presign(
  presigning: Presigning,
): Promise<RawRequest & { headers: Record<string, string> }> {
  const {
    method,
    bucket,
    key,
    headers = {},
    hoisted = [],
    query = {},
    credentials = CREDENTIALS,
  } = presigning;
  const { protocol, hostname, port, host } = new URL(CLOUD_ENDPOINT);
  const signer = new SignatureV4({
    service: 's3',
    region: REGION,
    credentials,
    sha256: Sha256,
    uriEscapePath: false,
    applyChecksum: false,
  });
  const path = `/${bucket}/${key.split('/').map(escape).join('/')}`;
  const signed = await signer.presign(
    {
      method,
      protocol,
      hostname,
      port: Number(port),
      path,
      query,
      headers: { host, 'X-Amz-Content-Sha256': 'UNSIGNED-PAYLOAD', ...headers },
    },
    {
      expiresIn: presigning.expiresSeconds ?? 300,
      signingDate: presigning.at ?? new Date(),
      unhoistableHeaders: new Set(Object.keys(headers).filter((name) => !hoisted.includes(name))),
    },
  );
  const { host: _host, ...toSend } = signed.headers;
  const search = Object.entries(signed.query ?? {}).map(
    ([name, value]) => `${escape(name)}=${escape(String(value))}`,
  );
  return { method, url: `${CLOUD_ENDPOINT}${path}?${search.join('&')}`, headers: toSend };
}

const escape = (text: string) =>
  encodeURIComponent(text).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );

class Sha256 {
  private readonly hash;

  constructor(secret?: SourceData) {
    this.hash = secret === undefined ? createHash('sha256') : createHmac('sha256', bytesOf(secret));
  }

  update(bytes: SourceData): void {
    this.hash.update(bytesOf(bytes));
  }

  async digest(): Promise<Uint8Array> {
    return this.hash.digest();
  }
}

type SourceData = string | ArrayBuffer | ArrayBufferView;

function bytesOf(source: SourceData): string | Uint8Array {
  if (typeof source === 'string') return source;
  if (!ArrayBuffer.isView(source)) return new Uint8Array(source);
  return new Uint8Array(source.buffer, source.byteOffset, source.byteLength);
}
