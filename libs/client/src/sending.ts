/** One PUT of the bytes, by whatever means the runtime has. */
export interface Sending {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly bytes: Blob;
  readonly onSent: (bytes: number) => void;
  readonly signal: AbortSignal;
}

export interface Sent {
  readonly status: number;
  readonly text: string;
  readonly retryAfter: string | null;
}
