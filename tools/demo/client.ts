import type { AllowedTypes } from '../declared-as.js';

/** The longest wait that the gateway grants. */
const WAIT_SECONDS = 20;
const MAX_WAITS = 6;

export interface PresignRequest {
  readonly filename: string;
  readonly size: number;
  readonly contentType: string;
  readonly policy: string;
}

export interface Presigned {
  readonly id: string;
  readonly uploadUrl: string;
  readonly headers: Readonly<Record<string, string>>;
}

export interface Upload {
  readonly status: string;
  /** Of a validated upload: what was found, not what was declared. */
  readonly contentType?: string;
  readonly detectedContentType?: string;
  readonly rejection?: { readonly code: string; readonly detail: string };
}

/** The gateway as a product's backend uses it. */
export class Client {
  constructor(
    private readonly url: string,
    private readonly apiKey: string,
  ) {}

  /** The URL to upload to, or the code of the problem. */
  async presign(declaration: PresignRequest): Promise<Presigned | string> {
    const response = await this.request('POST', '/uploads/presign', declaration);
    const body: unknown = await response.json();
    return response.status === 201 ? (body as Presigned) : (body as { code: string }).code;
  }

  /** What may be uploaded. */
  async policies(): Promise<readonly AllowedTypes[]> {
    const response = await this.request('GET', '/policies');
    if (!response.ok) throw new Error(`GET /policies: ${response.status} ${await response.text()}`);
    return (await response.json()) as readonly AllowedTypes[];
  }

  /** Long polls until there is a verdict. @throws Error when there is none for two minutes */
  async verdict(id: string): Promise<Upload> {
    for (let waits = 0; waits < MAX_WAITS; waits++) {
      const response = await this.request('GET', `/uploads/${id}?wait=${WAIT_SECONDS}`);
      if (!response.ok) throw new Error(`GET /uploads/${id}: ${response.status} ${await response.text()}`);
      const upload = (await response.json()) as Upload;
      if (upload.status === 'validated' || upload.status === 'rejected') return upload;
    }
    throw new Error(`no verdict about ${id} after ${WAIT_SECONDS * MAX_WAITS} s`);
  }

  private request(method: string, path: string, body?: object): Promise<Response> {
    const authorization = `Bearer ${this.apiKey}`;
    return fetch(`${this.url}${path}`, {
      method,
      headers: body === undefined ? { authorization } : { authorization, 'content-type': 'application/json' },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
  }
}
