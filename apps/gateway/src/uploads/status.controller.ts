import { Controller, Get, Query } from '@nestjs/common';
import { ApiOperation } from '@nestjs/swagger';
import type { Upload, UploadRef } from '#core';
import { ForPages } from '../auth/rights.js';
import { ApiForSessions, ApiProblems, ApiUploads } from '../docs/api-problems.js';
import { ApiUpload, ApiUploadId, ApiWait } from '../docs/api-upload.js';
import { ClientGone } from './client-gone.js';
import { IssuedUpload } from './issued-upload.js';
import { UploadStatus } from './upload-status.js';
import { WaitPipe } from './wait.js';

@ApiUploads()
@Controller('uploads')
export class StatusController {
  constructor(private readonly uploads: UploadStatus) {}

  @Get(':id')
  @ForPages()
  @ApiForSessions()
  @ApiOperation({ operationId: 'getUpload', summary: 'Where an upload stands' })
  @ApiUploadId()
  @ApiWait()
  @ApiUpload(200)
  @ApiProblems('invalid-request', 'upload-not-found', 'dependency-unavailable')
  async status(
    @IssuedUpload() ref: UploadRef,
    @ClientGone() gone: AbortSignal,
    @Query(WaitPipe) waitSeconds: number, // last: pipes run from the last to the first, and 422 comes before 404
  ): Promise<Upload> {
    const { upload } = await this.uploads.look(ref);
    return this.uploads.settle(ref, upload, waitSeconds, gone);
  }
}
