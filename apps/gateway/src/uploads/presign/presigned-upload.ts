import { ApiProperty } from '@nestjs/swagger';

/** Permission to upload one object, once. */
export class PresignedUpload {
  @ApiProperty({ example: 'q3nGmLw2T1yzX0aUoYfRNgAAaR7yKzQ7v2cXkD0uVtY8bJm1HsPe' })
  readonly id!: string;

  @ApiProperty({ enum: ['PUT'] })
  readonly method!: 'PUT';

  @ApiProperty({
    format: 'uri',
    example: 'https://airlock.s3.amazonaws.com/incoming/acme/q3nG…?X-Amz-Signature=…',
  })
  readonly uploadUrl!: string;

  @ApiProperty({
    description:
      'Send every one of them, exactly so. Browsers set `content-length` by themselves, to the same value.',
    type: 'object',
    additionalProperties: { type: 'string' },
    example: { 'content-type': 'application/pdf', 'content-length': '73512', 'if-none-match': '*' },
  })
  readonly headers!: Readonly<Record<string, string>>;

  @ApiProperty({ description: 'The PUT must begin before.', format: 'date-time' })
  readonly expiresAt!: string;

  @ApiProperty({
    description:
      'The media type that was signed: one of the policy, found from what was declared and the name.',
    example: 'application/pdf',
  })
  readonly contentType!: string;

  @ApiProperty({ description: 'The name that was signed, in NFC.', example: 'offer.pdf' })
  readonly filename!: string;
}
