import { buildApp } from 'fauxqs';
import type { Headers } from '../http/headers.js';

export interface Forwarded {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

const JSON_TYPE = 'application/x-amz-json-1.0';

/** SQS and SNS as `fauxqs` does them, in this process and without a socket of its own. */
export class Fauxqs {
  private readonly app: ReturnType<typeof buildApp>;

  constructor(private readonly region: string) {
    this.app = buildApp({ logger: false, defaultRegion: region });
  }

  async forward(headers: Headers, body: string): Promise<Forwarded> {
    const {
      statusCode,
      headers: answered,
      payload,
    } = await this.app.inject({
      method: 'POST',
      url: '/',
      headers: { ...headers, 'content-length': String(Buffer.byteLength(body)) },
      payload: body,
    });
    const contentType = answered['content-type'];
    const queryError = answered['x-amzn-query-error'];
    return {
      status: statusCode,
      headers: {
        'content-type': typeof contentType === 'string' ? contentType : JSON_TYPE,
        ...(typeof queryError === 'string' ? { 'x-amzn-query-error': queryError } : {}),
      },
      body: payload,
    };
  }

  /** An SQS action of the cloud's own: nobody signs it. */
  sqs(action: string, input: object): Promise<Forwarded> {
    const headers = { host: 'localhost', 'content-type': JSON_TYPE, 'x-amz-target': `AmazonSQS.${action}` };
    return this.forward(headers, JSON.stringify(input));
  }

  /** The URL by which fauxqs itself knows a queue; undefined for what is not a queue's ARN here. */
  queueUrl(queueArn: string): string | undefined {
    const [, name] = new RegExp(`^arn:aws:sqs:${this.region}:\\d{12}:([\\w.-]{1,80})$`).exec(queueArn) ?? [];
    return name === undefined ? undefined : `http://localhost/000000000000/${name}`;
  }

  async close(): Promise<void> {
    await this.app.close();
  }
}
