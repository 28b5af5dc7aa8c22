import { ApiProperty } from '@nestjs/swagger';

/** What every upload has. The views only document what #core builds; `implements` keeps them true to it. */
export abstract class UploadView {
  @ApiProperty({ example: 'q3nGmLw2T1yzX0aUoYfRNgAAaR7yKzQ7v2cXkD0uVtY8bJm1HsPe' })
  readonly id!: string;

  @ApiProperty({ description: 'When the upload URL expires.', format: 'date-time' })
  readonly expiresAt!: string;
}
