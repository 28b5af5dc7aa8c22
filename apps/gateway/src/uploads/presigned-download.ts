import { ApiProperty } from '@nestjs/swagger';

/** A URL that gives the object as an attachment of its own name. Whoever has it may read; do not log it. */
export class PresignedDownload {
  @ApiProperty({
    format: 'uri',
    example: 'https://airlock.s3.amazonaws.com/clean/acme/q3nG…?X-Amz-Signature=…',
  })
  readonly url!: string;

  @ApiProperty({ format: 'date-time' })
  readonly expiresAt!: string;
}
