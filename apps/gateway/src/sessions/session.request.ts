import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsInt, IsString, Max, Min } from 'class-validator';
import { DEFAULT_SESSION_SECONDS, MAX_SESSION_SECONDS, type Metadata } from '#core';
import { IfGiven } from '../validation/if-given.js';
import { refusedAs } from '../validation/shape.js';
import { IsOrigin, IsUserMetadata } from '../validation/validators.js';

/** What a page may upload. What is left out does not bound it. */
export class SessionRequest {
  @ApiPropertyOptional({ description: 'The one policy of its uploads, of `GET /policies`.' })
  @IsString()
  @IfGiven()
  readonly policy?: string;

  @ApiPropertyOptional({
    description: 'The largest object; the policy’s own limit holds as well.',
    type: 'integer',
    format: 'int64',
    minimum: 1,
  })
  @Max(Number.MAX_SAFE_INTEGER)
  @Min(1)
  @IsInt()
  @IfGiven()
  readonly maxBytes?: number;

  @ApiPropertyOptional({
    description:
      'That of each of its uploads, as in a presign; the page may not send any then. Whoever has the token can read it.',
    type: 'object',
    additionalProperties: { type: 'string' },
  })
  @IsUserMetadata(refusedAs('metadata-invalid'))
  @IfGiven()
  readonly metadata?: Metadata;

  @ApiPropertyOptional({
    type: 'integer',
    minimum: 1,
    maximum: MAX_SESSION_SECONDS,
    default: DEFAULT_SESSION_SECONDS,
  })
  @Max(MAX_SESSION_SECONDS)
  @Min(1)
  @IsInt()
  @IfGiven()
  readonly expiresInSeconds?: number;

  @ApiPropertyOptional({
    description: 'Where the page comes from. Browsers’ requests from anywhere else are refused.',
  })
  @IsOrigin()
  @IfGiven()
  readonly origin?: string;
}
