import { randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { writeAnswer, type Answer } from '../http/answer.js';
import { headersOf, type Headers } from '../http/headers.js';
import { parseRequestTarget } from '../http/request-target.js';
import type { Trust } from '../sigv4/verify.js';
import { authenticate } from './authenticate.js';
import { corsHeaders } from './cors/cors-headers.js';
import { matchingRule } from './cors/cors-rule.js';
import { preflight } from './cors/preflight.js';
import { refuseOtherOwner } from './other-owner.js';
import { route } from './routes.js';
import { S3Error } from './s3-error.js';
import { splitPath } from './s3-request.js';
import type { S3State } from './s3-state.js';

/** S3 on the wire: authenticate, find the operation, run it, and word its failure as S3 does. */
export class S3Service {
  constructor(
    private readonly state: S3State,
    private readonly trust: Trust,
  ) {}

  async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const requestId = randomBytes(8).toString('hex').toUpperCase();
    response.setHeader('x-amz-request-id', requestId);
    response.setHeader('x-amz-id-2', 'local-cloud');
    const answer = await this.answer(request, response, requestId).catch((error: unknown) => {
      // The client has gone: whatever failed because of it needs no answer.
      if (request.errored !== null || response.destroyed) return undefined;
      return renderError(error, requestId);
    });
    if (answer !== undefined) await writeAnswer(request, response, answer);
  }

  private async answer(
    request: IncomingMessage,
    response: ServerResponse,
    requestId: string,
  ): Promise<Answer> {
    const { method = '' } = request;
    const target = parseRequestTarget(request.url ?? '/');
    if (target === undefined) throw new S3Error('InvalidURI');
    const { bucket, key } = splitPath(target.path);
    const headers = headersOf(request);
    if (method === 'OPTIONS') return preflight(this.state.buckets.find(bucket), headers);
    this.allowOrigin(response, bucket, method, headers);
    const sent = { requestId, method, bucket, key, ...target, headers };
    const authenticated = {
      ...sent,
      headers: authenticate(sent, this.trust),
      body: request,
      sourceAddress: request.socket.remoteAddress ?? '',
    };
    refuseOtherOwner(authenticated.headers);
    return route(authenticated)(this.state, authenticated);
  }

  /** On errors too: a page could not read what went wrong otherwise. */
  private allowOrigin(response: ServerResponse, bucket: string, method: string, { origin }: Headers): void {
    if (origin === undefined) return;
    const rules = this.state.buckets.find(bucket)?.corsRules ?? [];
    const rule = matchingRule(rules, { origin, method, headers: [] });
    if (rule !== undefined) response.setHeaders(new Map(Object.entries(corsHeaders(rule, origin))));
  }
}

function renderError(thrown: unknown, requestId: string): Answer {
  if (!(thrown instanceof S3Error)) console.error(thrown);
  const error = thrown instanceof S3Error ? thrown : new S3Error('InternalError');
  return {
    status: error.status,
    headers: { ...error.details.headers, 'content-type': 'application/xml' },
    body: error.toXml(requestId),
  };
}
