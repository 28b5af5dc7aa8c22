import { ApiProperty, ApiPropertyOptional, ApiSchema } from '@nestjs/swagger';
import { DEFAULT_POLICY, type AwaitedUpload, type ScanningUpload } from '#core';
import { UploadView } from './upload.view.js';

/** No object yet. `expired` is not final: a PUT that began in time may still land. */
@ApiSchema({ name: 'AwaitedUpload' })
export class AwaitedUploadView extends UploadView implements AwaitedUpload {
  @ApiProperty({ enum: ['pending', 'expired'] })
  readonly status!: 'pending' | 'expired';
}

/** The object is there, and no verdict yet. */
@ApiSchema({ name: 'ScanningUpload' })
export class ScanningUploadView extends UploadView implements ScanningUpload {
  @ApiProperty({ enum: ['scanning'] })
  readonly status!: 'scanning';

  @ApiPropertyOptional({ example: DEFAULT_POLICY })
  readonly policy?: string;

  @ApiPropertyOptional({ example: 'offer.pdf' })
  readonly filename?: string;

  @ApiPropertyOptional({ example: 'application/pdf' })
  readonly declaredContentType?: string;
}
