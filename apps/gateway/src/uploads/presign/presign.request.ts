import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsInt, IsNotEmpty, IsString, Min } from 'class-validator';
import {
  DEFAULT_POLICY,
  MAX_FILENAME_BYTES,
  MAX_METADATA_BYTES,
  MAX_METADATA_KEYS,
  type Metadata,
} from '#core';
import { IfGiven } from '../../validation/if-given.js';
import { refusedAs } from '../../validation/shape.js';
import { IsFilename, IsMediaType, IsSha256, IsUserMetadata } from '../../validation/validators.js';

/** What a client says it is about to upload. Nothing may be added: an unknown field is refused. */
export class PresignRequest {
  // Decorators run from the last to the first, and the first constraint that fails is the one reported.
  @ApiProperty({
    description: `At most ${MAX_FILENAME_BYTES} bytes of UTF-8; no path separators, colons, control characters, bidirectional overrides or device names, and no dot or blank at the end. What comes in NFD is signed in NFC.`,
    example: 'offer.pdf',
  })
  @IsFilename(refusedAs('filename-invalid'))
  @IsNotEmpty({ ...refusedAs('filename-required'), message: 'filename is required' })
  readonly filename!: string;

  @ApiProperty({
    description: 'Exactly how many bytes will be sent.',
    type: 'integer',
    format: 'int64',
    minimum: 1,
    example: 73512,
  })
  @Min(1)
  @IsInt()
  readonly size!: number;

  @ApiPropertyOptional({
    description:
      'As the browser says it: missing, empty, with parameters, or by another name. The policy and the file name settle which of the policy’s media types is meant; the answer says so.',
    example: 'application/pdf',
  })
  @IsMediaType()
  @IfGiven()
  readonly contentType?: string;

  @ApiPropertyOptional({ description: 'One of `GET /policies`.', default: DEFAULT_POLICY })
  @IsString()
  @IfGiven()
  readonly policy?: string;

  @ApiPropertyOptional({
    description: 'SHA-256 of the bytes, in base64. S3 itself then refuses any others.',
    pattern: '^[A-Za-z0-9+/]{43}=$',
    example: '47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=',
  })
  @IsSha256()
  @IfGiven()
  readonly checksumSha256?: string;

  @ApiPropertyOptional({
    description: `Comes back with the upload and its event. At most ${MAX_METADATA_KEYS} keys of \`[a-z0-9-]{1,32}\`, and ${MAX_METADATA_BYTES} bytes when encoded as \`key=value&…\`.`,
    type: 'object',
    additionalProperties: { type: 'string' },
    maxProperties: MAX_METADATA_KEYS,
    example: { invoice: '2026-117' },
  })
  @IsUserMetadata(refusedAs('metadata-invalid'))
  @IfGiven()
  readonly metadata?: Metadata;
}
