import { ApiProperty, ApiPropertyOptional, ApiSchema } from '@nestjs/swagger';
import type { Readiness } from '#service';

@ApiSchema({ name: 'Readiness' })
export class ReadinessView implements Readiness {
  @ApiProperty({ enum: ['ok', 'degraded'] })
  readonly status!: Readiness['status'];

  @ApiPropertyOptional({ example: 'the bucket is away; presigning goes on' })
  readonly detail?: string;
}
