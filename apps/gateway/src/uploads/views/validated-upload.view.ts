import { ApiProperty, ApiPropertyOptional, ApiSchema } from '@nestjs/swagger';
import {
  DEFAULT_POLICY,
  type ActiveContentKind,
  type Checksum,
  type Metadata,
  type ValidatedUpload,
  type Warning,
} from '#core';
import { UploadView } from './upload.view.js';

@ApiSchema({ name: 'Checksum' })
export class ChecksumView implements Checksum {
  @ApiProperty({ enum: ['sha256'] })
  readonly algorithm!: 'sha256';

  @ApiProperty({ description: 'base64', example: '47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=' })
  readonly value!: string;
}

@ApiSchema({ name: 'Warning' })
export class WarningView implements Warning {
  @ApiProperty({ example: 'open-action' })
  readonly code!: string;

  @ApiPropertyOptional({
    type: String,
    description: 'Of `active-content` that the policy allows, as in a rejection.',
  })
  readonly kind?: ActiveContentKind;

  @ApiProperty({ example: 'the document opens at a given page' })
  readonly detail!: string;
}

/** The object passed every check. What is said of it was found, except where the name says that it was declared. */
@ApiSchema({ name: 'ValidatedUpload' })
export class ValidatedUploadView extends UploadView implements ValidatedUpload {
  @ApiProperty({ enum: ['validated'] })
  readonly status!: 'validated';

  @ApiProperty({ example: DEFAULT_POLICY })
  readonly policy!: string;

  @ApiProperty({ example: 'offer.pdf' })
  readonly filename!: string;

  @ApiProperty({ example: 'application/pdf' })
  readonly declaredContentType!: string;

  @ApiProperty({ example: 'airlock' })
  readonly bucket!: string;

  @ApiProperty({ example: 'clean/acme/q3nGmLw2T1yzX0aUoYfRNgAAaR7yKzQ7v2cXkD0uVtY8bJm1HsPe' })
  readonly key!: string;

  @ApiProperty({ description: 'Of the object at `key`.', example: '"d41d8cd98f00b204e9800998ecf8427e"' })
  readonly etag!: string;

  @ApiProperty({ description: 'Bytes.', type: 'integer', format: 'int64', example: 73512 })
  readonly size!: number;

  @ApiProperty({ description: 'Detected, not declared.', example: 'application/pdf' })
  readonly contentType!: string;

  @ApiPropertyOptional({ type: ChecksumView })
  readonly checksum?: ChecksumView;

  @ApiProperty({
    type: 'object',
    additionalProperties: { type: 'string' },
    example: { invoice: '2026-117' },
  })
  readonly metadata!: Metadata;

  @ApiPropertyOptional({ type: [WarningView] })
  readonly warnings?: readonly WarningView[];

  @ApiProperty({ format: 'date-time' })
  readonly scannedAt!: string;
}
