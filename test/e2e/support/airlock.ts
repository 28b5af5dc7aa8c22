import type { Upload } from '#core';

export interface PresignRequest {
  filename?: unknown;
  size?: unknown;
  contentType?: unknown;
  policy?: unknown;
  checksumSha256?: unknown;
  metadata?: unknown;
}

export interface Presigned {
  id: string;
  method: string;
  uploadUrl: string;
  headers: Record<string, string>;
  expiresAt: string;
}

export interface Problem {
  type: string;
  title: string;
  status: number;
  detail: string;
  code: string;
  errors?: { field: string; code: string; message: string }[];
}

export interface Answer<Body> {
  status: number;
  headers: Headers;
  body: Body;
}

const WAIT_SECONDS = 20;
/** Longer than a visibility timeout: a message that was handed to a connection that broke comes again after it. */
const MAX_POLLS = 6;

/** A product backend, as a stranger would write it: HTTP and nothing else. */
export class Airlock {
  constructor(
    private readonly url: string,
    private readonly apiKey: string | undefined,
  ) {}

  static of(tenant: 'local' | 'other'): Airlock {
    return new Airlock(
      required('AIRLOCK_URL'),
      required(tenant === 'local' ? 'AIRLOCK_API_KEY' : 'AIRLOCK_OTHER_API_KEY'),
    );
  }

  /** Whoever has the token of a session. */
  static with(token: string): Airlock {
    return new Airlock(required('AIRLOCK_URL'), token);
  }

  static anonymous(): Airlock {
    return new Airlock(required('AIRLOCK_URL'), undefined);
  }

  async send<Body>(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Answer<Body>> {
    const response = await fetch(new URL(path, this.url), {
      method,
      headers: {
        ...(this.apiKey === undefined ? {} : { authorization: `Bearer ${this.apiKey}` }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    return {
      status: response.status,
      headers: response.headers,
      body: (text === '' ? undefined : JSON.parse(text)) as Body,
    };
  }

  async presign(request: PresignRequest): Promise<Presigned> {
    const { status, body } = await this.send<Presigned>('POST', '/uploads/presign', request);
    if (status !== 201) throw new Error(`presign: ${status} ${JSON.stringify(body)}`);
    return body;
  }

  async get(id: string, waitSeconds = 0): Promise<Answer<Upload>> {
    return this.send<Upload>('GET', `/uploads/${id}?wait=${waitSeconds}`);
  }

  /** The upload once it is decided, however many long polls that takes. */
  async decided(id: string): Promise<Upload & { status: 'validated' | 'rejected' | 'erased' }> {
    for (let polls = 0; polls < MAX_POLLS; polls++) {
      const { body } = await this.get(id, WAIT_SECONDS);
      if (body.status === 'validated' || body.status === 'rejected' || body.status === 'erased') return body;
    }
    throw new Error(`upload ${id} was not decided`);
  }

  async erase(id: string): Promise<number> {
    return (await this.send('DELETE', `/uploads/${id}`)).status;
  }
}

/** A browser: sends the bytes with exactly the headers it was given. fetch counts the bytes itself. */
export async function put(
  { uploadUrl, headers }: Presigned,
  bytes: Uint8Array | string,
  change: Record<string, string> = {},
): Promise<Response> {
  const { 'content-length': _, ...sent } = { ...headers, ...change };
  return fetch(uploadUrl, {
    method: 'PUT',
    headers: sent,
    body: typeof bytes === 'string' ? bytes : new Uint8Array(bytes),
  });
}

/** Presigns and uploads in one go. */
export async function upload(
  airlock: Airlock,
  bytes: Uint8Array,
  request: PresignRequest & { filename: string; contentType: string },
): Promise<Presigned> {
  const presigned = await airlock.presign({ size: bytes.length, ...request });
  const response = await put(presigned, bytes);
  if (response.status !== 200) throw new Error(`PUT: ${response.status} ${await response.text()}`);
  return presigned;
}

function required(name: string): string {
  const value = process.env[name];
  if (value === undefined) throw new Error(`${name} is not set: run the suite through npm test`);
  return value;
}
