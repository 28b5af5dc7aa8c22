import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import type { UploadRef } from '#core';
import { ApiForKeysOnly, ApiProblems, ApiUploads } from '../docs/api-problems.js';
import { ApiUploadId } from '../docs/api-upload.js';
import { Download } from './download.js';
import { IssuedUpload } from './issued-upload.js';
import { PresignedDownload } from './presigned-download.js';

@ApiUploads()
@Controller('uploads')
export class DownloadController {
  constructor(private readonly downloads: Download) {}

  @Get(':id/download')
  @ApiForKeysOnly()
  @ApiOperation({ operationId: 'downloadUpload', summary: 'Get a URL to download a validated upload' })
  @ApiUploadId()
  @ApiOkResponse({ type: PresignedDownload })
  @ApiProblems('upload-not-found', 'not-validated', 'dependency-unavailable')
  download(@IssuedUpload() ref: UploadRef): Promise<PresignedDownload> {
    return this.downloads.run(ref);
  }
}
