import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { writeAnswer, type Answer } from '../http/answer.js';
import { headersOf, type Headers } from '../http/headers.js';
import { parseRequestTarget } from '../http/request-target.js';
import { SignatureRefusal } from '../sigv4/signature-refusal.js';
import { findAuthorization, verifySignature, type Trust } from '../sigv4/verify.js';
import type { Arrivals } from './arrivals.js';
import { delayFault } from './delays.js';
import type { Fauxqs } from './fauxqs.js';
import { pointQueueUrlsAt } from './queue-urls.js';
import { readBody } from './read-body.js';
import { receiveMessage } from './receive-message.js';
import { renderFault, renderRefusal } from './refusal.js';

/** SQS and SNS on the wire: what fauxqs leaves out stands in front of it. */
export class MessagingService {
  constructor(
    private readonly fauxqs: Fauxqs,
    private readonly arrivals: Arrivals,
    private readonly trust: Trust,
  ) {}

  /** @param signal the client has gone, or the cloud is closing. */
  async handle(
    service: 'sqs' | 'sns',
    request: IncomingMessage,
    response: ServerResponse,
    signal: AbortSignal,
  ): Promise<void> {
    const body = await readBody(request);
    if (body === undefined) return writeAnswer(request, response, { status: 413 });
    const headers = headersOf(request);
    const answer =
      this.refuse(service, request, headers, body) ??
      (service === 'sqs' ? await this.sqs(headers, body, signal) : await this.sns(headers, body));
    if (!response.destroyed) await writeAnswer(request, response, answer);
  }

  private refuse(
    service: 'sqs' | 'sns',
    request: IncomingMessage,
    headers: Headers,
    body: string,
  ): Answer | undefined {
    const target = parseRequestTarget(request.url ?? '/') ?? { path: '/', query: [] };
    const signable = { method: request.method ?? '', ...target, headers };
    const payloadHash = createHash('sha256').update(body).digest('hex');
    try {
      verifySignature(signable, findAuthorization(signable), service, payloadHash, this.trust);
      return undefined;
    } catch (error) {
      if (!(error instanceof SignatureRefusal)) throw error;
      return renderRefusal(error, service);
    }
  }

  private async sqs(headers: Headers, body: string, signal: AbortSignal): Promise<Answer> {
    const action = (headers['x-amz-target'] ?? '').replace('AmazonSQS.', '');
    const input = parseJson(body);
    if (action === 'ReceiveMessage' && input !== undefined) {
      return receiveMessage(this.fauxqs, this.arrivals, headers, input, signal);
    }
    const fault = action.startsWith('SendMessage') && input !== undefined ? delayFault(input) : undefined;
    if (fault !== undefined) return renderFault('InvalidParameterValue', fault);
    const answer = await this.fauxqs.forward(headers, body);
    this.arrivals.announce();
    return { ...answer, body: pointQueueUrlsAt(headers.host ?? '', action, answer.body) };
  }

  private async sns(headers: Headers, body: string): Promise<Answer> {
    const answer = await this.fauxqs.forward(headers, body);
    this.arrivals.announce();
    return answer;
  }
}

function parseJson(text: string): object | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined; // fauxqs answers it
  }
}
