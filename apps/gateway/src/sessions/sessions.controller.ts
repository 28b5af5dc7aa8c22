import { Body, Controller, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiBody, ApiCreatedResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Clock, DEFAULT_SESSION_SECONDS, SessionTokens } from '#core';
import { CalledBy } from '../auth/caller.js';
import type { Caller } from '../auth/tenant-resolver.js';

import { ApiProblems } from '../docs/api-problems.js';
import { SESSION_EXAMPLES } from '../docs/request-examples.js';
import { IssuedSession } from './issued-session.js';
import { SessionPipe } from './session.pipe.js';
import { SessionRequest } from './session.request.js';

@ApiTags('sessions')
@ApiBearerAuth()
@Controller('sessions')
export class SessionsController {
  constructor(
    private readonly tokens: SessionTokens,
    private readonly clock: Clock,
  ) {}

  @Post()
  @ApiOperation({
    operationId: 'createSession',
    summary: 'Let a page upload',
    description:
      'With the token a page may presign, and see and complete the uploads that it presigned; nothing else. Nothing is kept.',
  })
  @ApiBody({ type: SessionRequest, required: false, examples: SESSION_EXAMPLES })
  @ApiCreatedResponse({ type: IssuedSession })
  @ApiProblems(
    'unauthenticated',
    'forbidden',
    'rate-limited',
    'malformed-json',
    'unsupported-media-type',
    'body-too-large',
    'invalid-request',
    'policy-unknown',
    'metadata-invalid',
    'internal',
  )
  create(@CalledBy() { tenant }: Caller, @Body(SessionPipe) bounds: SessionRequest): IssuedSession {
    const seconds = bounds.expiresInSeconds ?? DEFAULT_SESSION_SECONDS;
    const expiresAt = new Date((Math.floor(this.clock.now().getTime() / 1000) + seconds) * 1000);
    return { token: this.tokens.issue(tenant, bounds, expiresAt), expiresAt: expiresAt.toISOString() };
  }
}
