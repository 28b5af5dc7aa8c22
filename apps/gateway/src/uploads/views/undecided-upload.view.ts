import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import type { AwaitedUpload, ScanningUpload } from '#core';
import { DeclaredUploadView } from './declared-upload.view.js';
import { UploadView } from './upload.view.js';

/** No object yet. `expired` is not final: a PUT that began in time may still land. */
@ApiSchema({ name: 'AwaitedUpload' })
export class AwaitedUploadView extends UploadView implements AwaitedUpload {
  @ApiProperty({ enum: ['pending', 'expired'] })
  readonly status!: 'pending' | 'expired';
}

/** The object is there, and no verdict yet. */
@ApiSchema({ name: 'ScanningUpload' })
export class ScanningUploadView extends DeclaredUploadView implements ScanningUpload {
  @ApiProperty({ enum: ['scanning'] })
  readonly status!: 'scanning';
}
