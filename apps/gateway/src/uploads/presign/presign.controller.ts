import { Body, Controller, Post } from '@nestjs/common';
import { ApiBody, ApiCreatedResponse, ApiOperation } from '@nestjs/swagger';
import type { Declaration } from '#core';
import { Tenant } from '../../auth/caller.js';
import { ApiProblems, ApiUploads } from '../../docs/api-problems.js';
import { Presign } from './presign.js';
import { PresignPipe } from './presign.pipe.js';
import { PresignRequest } from './presign.request.js';
import { PresignedUpload } from './presigned-upload.js';

@ApiUploads()
@Controller('uploads')
export class PresignController {
  constructor(private readonly presigner: Presign) {}

  @Post('presign')
  @ApiOperation({
    operationId: 'presign',
    summary: 'Ask for permission to upload one object',
    description: 'Nothing is kept: asking twice costs nothing, and gives two uploads.',
  })
  @ApiBody({ type: PresignRequest })
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
    'media-type-not-allowed',
    'metadata-invalid',
    'dependency-unavailable',
  )
  presign(@Tenant() tenant: string, @Body(PresignPipe) declaration: Declaration): Promise<PresignedUpload> {
    return this.presigner.run(tenant, declaration);
  }
}
