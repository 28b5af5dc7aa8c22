import { Body, Controller, HttpCode, HttpStatus, Post, Query } from '@nestjs/common';
import { ApiOperation } from '@nestjs/swagger';
import type { Upload, UploadRef } from '#core';
import { ForPages } from '../auth/rights.js';
import { ApiForSessions, ApiProblems, ApiUploads } from '../docs/api-problems.js';
import { ApiUpload, ApiUploadId, ApiWait } from '../docs/api-upload.js';
import { NoBodyPipe } from '../validation/no-body.pipe.js';
import { ClientGone } from './client-gone.js';
import { Complete } from './complete.js';
import { IssuedUpload } from './issued-upload.js';
import { WaitPipe } from './wait.js';

@ApiUploads()
@Controller('uploads')
export class CompleteController {
  constructor(private readonly completion: Complete) {}

  @Post(':id/complete')
  @ForPages()
  @ApiForSessions()
  @HttpCode(HttpStatus.ACCEPTED)
  @ApiOperation({
    operationId: 'completeUpload',
    summary: 'Say that the upload is done',
    description: 'Never required. If S3 has been silent about the object for 30 s, it is asked for again.',
  })
  @ApiUploadId()
  @ApiWait()
  @ApiUpload(202)
  @ApiProblems(
    'malformed-json',
    'unsupported-media-type',
    'body-too-large',
    'invalid-request',
    'upload-not-found',
    'dependency-unavailable',
  )
  complete(
    @IssuedUpload() ref: UploadRef,
    @ClientGone() gone: AbortSignal,
    @Query(WaitPipe) waitSeconds: number, // after the id: pipes run from the last to the first, and 422 comes before 404
    @Body(NoBodyPipe) _body: undefined,
  ): Promise<Upload> {
    return this.completion.run(ref, waitSeconds, gone);
  }
}
