import { Readable } from 'node:stream';
import { AwsClients, AwsEnvironment } from '#aws';

/** What the SDK hands to the network. */
export interface SentRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string>>;
}

export interface ScriptedAnswer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Readable;
}

/** One answer for each request, the last one again for all that follow; an Error is a connection that breaks. */
export function scriptedClients(...script: (ScriptedAnswer | Error)[]): {
  clients: AwsClients;
  requests: SentRequest[];
} {
  process.env.AWS_ACCESS_KEY_ID ??= 'test';
  process.env.AWS_SECRET_ACCESS_KEY ??= 'test';
  const requests: SentRequest[] = [];
  const clients = new AwsClients(new AwsEnvironment());
  const handle = async (request: SentRequest) => {
    requests.push(request);
    const answer = script[Math.min(requests.length, script.length) - 1];
    if (answer === undefined || answer instanceof Error) throw answer ?? new Error('nothing is scripted');
    const { status, headers = {}, body = '' } = answer;
    return {
      response: {
        statusCode: status,
        headers: { ...headers },
        body: typeof body === 'string' ? Readable.from(Buffer.from(body)) : body,
      },
    };
  };
  for (const { config } of [clients.s3, clients.s3Copies, clients.sqs, clients.sns])
    Object.assign(config, { requestHandler: { handle, destroy: () => undefined } });
  return { clients, requests };
}

/** An error as S3 words it. */
export function s3Error(status: number, code: string): ScriptedAnswer {
  return { status, body: `<Error><Code>${code}</Code><Message>${code}</Message></Error>` };
}
