import { Controller, Post, Req } from '@nestjs/common';
import { ApiBody, ApiCreatedResponse, ApiOperation } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import type { Declaration } from '#core';
import { CalledBy } from '../../auth/caller.js';
import { ForPages } from '../../auth/rights.js';
import type { Caller } from '../../auth/tenant-resolver.js';
import { ApiForSessions, ApiProblems, ApiUploads } from '../../docs/api-problems.js';
import { PRESIGN_EXAMPLES } from '../../docs/request-examples.js';
import { Presign } from './presign.js';
import { Declared } from './presign.pipe.js';
import { PresignRequest } from './presign.request.js';
import { PresignedUpload } from './presigned-upload.js';

@ApiUploads()
@Controller('uploads')
export class PresignController {
  constructor(private readonly presigner: Presign) {}

  @Post('presign')
  @ForPages()
  @ApiForSessions()
  @ApiOperation({
    operationId: 'presign',
    summary: 'Ask for permission to upload one object',
    description: 'Nothing is kept: asking twice costs nothing, and gives two uploads.',
  })
  @ApiBody({ type: PresignRequest, examples: PRESIGN_EXAMPLES })
  @ApiCreatedResponse({ type: PresignedUpload })
  @ApiProblems(
    'malformed-json',
    'body-too-large',
    'size-exceeded',
    'unsupported-media-type',
    'invalid-request',
    'filename-required',
    'filename-invalid',
    'policy-unknown',
    'policy-not-allowed',
    'media-type-not-allowed',
    'media-type-ambiguous',
    'metadata-invalid',
    'dependency-unavailable',
  )
  async presign(
    @CalledBy() caller: Caller,
    @Declared() declaration: Declaration,
    @Req() request: FastifyRequest,
  ): Promise<PresignedUpload> {
    const presigned = await this.presigner.run(caller, declaration);
    request.uploadId = presigned.id;
    return presigned;
  }
}
