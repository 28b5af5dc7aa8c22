import { Controller, Get, HttpStatus, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { type Readiness, ReadinessProbe } from './readiness.js';

interface Reply {
  status(code: number): unknown;
}

/** `/health/live`: the process answers. `/health/ready`: it can do its work, else 503. */
@ApiExcludeController()
@Controller('health')
export class HealthController {
  constructor(private readonly probe: ReadinessProbe) {}

  @Get('live')
  live(): Readiness {
    return { status: 'ok' };
  }

  @Get('ready')
  async ready(@Res({ passthrough: true }) reply: Reply): Promise<Readiness> {
    const readiness = await this.probe.check();
    if (readiness.status === 'unavailable') reply.status(HttpStatus.SERVICE_UNAVAILABLE);
    return readiness;
  }
}
