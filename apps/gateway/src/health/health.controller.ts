import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ReadinessProbe } from '#service';
import { ApiProblems } from '../docs/api-problems.js';
import { HttpProblem } from '../problems/http-problem.js';
import { RETRY_AFTER_SECONDS } from '../problems/to-http-problem.js';
import { ReadinessView } from './readiness.view.js';

/** For probes, and part of the documented API: that is why it is not the health endpoint the other processes share. */
@ApiTags('health')
@Controller('health')
export class HealthController {
  constructor(private readonly probe: ReadinessProbe) {}

  @Get('live')
  @ApiOperation({ operationId: 'live', summary: 'The process answers' })
  @ApiOkResponse({ type: ReadinessView })
  @ApiProblems('internal')
  live(): ReadinessView {
    return { status: 'ok' };
  }

  @Get('ready')
  @ApiOperation({
    operationId: 'ready',
    summary: 'Send it requests',
    description: '`degraded` while S3 is away, since presigning goes on; 503 while stopping or never usable.',
  })
  @ApiOkResponse({ type: ReadinessView })
  @ApiProblems('dependency-unavailable', 'internal')
  async ready(): Promise<ReadinessView> {
    const readiness = await this.probe.check();
    if (readiness.status !== 'unavailable') return readiness;
    throw new HttpProblem('dependency-unavailable', `The gateway ${readiness.detail ?? 'is not ready'}.`, {
      headers: { 'retry-after': String(RETRY_AFTER_SECONDS) },
    });
  }
}
