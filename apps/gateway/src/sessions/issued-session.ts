import { ApiProperty } from '@nestjs/swagger';

/** For a page: it sends the token as `Authorization: Bearer <token>`. */
export class IssuedSession {
  @ApiProperty({
    description: 'Opaque. An upload belongs to the token that presigned it; another one does not see it.',
    example: 'airlock_session_eyJpZCI6…',
  })
  readonly token!: string;

  @ApiProperty({ format: 'date-time' })
  readonly expiresAt!: string;
}
