import { ApiProperty, ApiPropertyOptional, ApiSchema } from '@nestjs/swagger';
import {
  DEFAULT_POLICY,
  REJECTION_CODES,
  type ErasedUpload,
  type RejectedUpload,
  type Rejection,
  type RejectionCode,
} from '#core';
import { UploadView } from './upload.view.js';

@ApiSchema({ name: 'Rejection' })
export class RejectionView implements Rejection {
  @ApiProperty({
    type: String,
    description: `One of ${REJECTION_CODES.map((code) => `\`${code}\``).join(', ')}, or \`custom:<name>\`.`,
    example: 'type-mismatch',
  })
  readonly code!: RejectionCode;

  @ApiProperty({ example: 'does not start with %PDF-' })
  readonly detail!: string;
}

/** The object was refused and deleted. */
@ApiSchema({ name: 'RejectedUpload' })
export class RejectedUploadView extends UploadView implements RejectedUpload {
  @ApiProperty({ enum: ['rejected'] })
  readonly status!: 'rejected';

  @ApiPropertyOptional({ example: DEFAULT_POLICY })
  readonly policy?: string;

  @ApiPropertyOptional({ example: 'offer.pdf' })
  readonly filename?: string;

  @ApiPropertyOptional({ example: 'application/pdf' })
  readonly declaredContentType?: string;

  @ApiProperty({ type: RejectionView })
  readonly rejection!: RejectionView;

  @ApiPropertyOptional({ example: 'image/png' })
  readonly detectedContentType?: string;

  @ApiProperty({ format: 'date-time' })
  readonly scannedAt!: string;
}

/** The tenant had the upload erased; nothing of it is kept. */
@ApiSchema({ name: 'ErasedUpload' })
export class ErasedUploadView extends UploadView implements ErasedUpload {
  @ApiProperty({ enum: ['erased'] })
  readonly status!: 'erased';

  @ApiProperty({ format: 'date-time' })
  readonly erasedAt!: string;
}
