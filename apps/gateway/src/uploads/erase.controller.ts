import { Body, Controller, Delete, HttpCode, HttpStatus } from '@nestjs/common';
import { ApiNoContentResponse, ApiOperation } from '@nestjs/swagger';
import type { UploadRef } from '#core';
import { ApiForKeysOnly, ApiProblems, ApiUploads } from '../docs/api-problems.js';
import { ApiUploadId } from '../docs/api-upload.js';
import { NoBodyPipe } from '../validation/no-body.pipe.js';
import { Erase } from './erase.js';
import { IssuedUpload } from './issued-upload.js';

@ApiUploads()
@Controller('uploads')
export class EraseController {
  constructor(private readonly eraser: Erase) {}

  @Delete(':id')
  @ApiForKeysOnly()
  @HttpCode(HttpStatus.NO_CONTENT)
  @ApiOperation({
    operationId: 'eraseUpload',
    summary: 'Erase an upload',
    description: 'Whether it has come or not, again and again. What comes later is deleted too.',
  })
  @ApiUploadId()
  @ApiNoContentResponse({ description: 'Nothing of the upload is left.' })
  @ApiProblems(
    'malformed-json',
    'unsupported-media-type',
    'body-too-large',
    'invalid-request',
    'upload-not-found',
    'dependency-unavailable',
  )
  erase(@IssuedUpload() ref: UploadRef, @Body(NoBodyPipe) _body: undefined): Promise<void> {
    return this.eraser.run(ref);
  }
}
