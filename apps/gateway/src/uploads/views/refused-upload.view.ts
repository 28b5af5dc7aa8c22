import { ApiProperty, ApiPropertyOptional, ApiSchema } from '@nestjs/swagger';
import {
  ACTIVE_CONTENT_KINDS,
  REJECTION_CODES,
  type ActiveContentKind,
  type ErasedUpload,
  type RejectedUpload,
  type Rejection,
  type RejectionCode,
} from '#core';
import { DeclaredUploadView } from './declared-upload.view.js';
import { UploadView } from './upload.view.js';

@ApiSchema({ name: 'Rejection' })
export class RejectionView implements Rejection {
  @ApiProperty({
    type: String,
    description: `One of ${REJECTION_CODES.map((code) => `\`${code}\``).join(', ')}, or \`custom:<name>\`.`,
    example: 'type-mismatch',
  })
  readonly code!: RejectionCode;

  @ApiPropertyOptional({
    type: String,
    description: `What \`active-content\` does, where that is known: ${ACTIVE_CONTENT_KINDS.map((kind) => `\`${kind}\``).join(', ')}. More may come.`,
    example: 'script',
  })
  readonly kind?: ActiveContentKind;

  @ApiProperty({ example: 'does not start with %PDF-' })
  readonly detail!: string;
}

/** The object was refused and deleted. */
@ApiSchema({ name: 'RejectedUpload' })
export class RejectedUploadView extends DeclaredUploadView implements RejectedUpload {
  @ApiProperty({ enum: ['rejected'] })
  readonly status!: 'rejected';

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
