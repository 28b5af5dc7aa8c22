import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { DEFAULT_POLICY, type Policy } from '#core';

/** What may be uploaded under one name. */
@ApiSchema({ name: 'Policy' })
export class PolicyView implements Policy {
  @ApiProperty({ example: DEFAULT_POLICY })
  readonly name!: string;

  @ApiProperty({ type: 'integer', format: 'int64', description: 'The largest object.', example: 2097152 })
  readonly maxBytes!: number;

  @ApiProperty({ type: [String], example: ['application/pdf'] })
  readonly contentTypes!: readonly string[];
}
