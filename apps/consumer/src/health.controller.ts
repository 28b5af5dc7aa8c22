import { Controller, Get, ServiceUnavailableException } from '@nestjs/common';
import { SqsServer } from '#sqs-transport';

/** For whoever runs the process: it is alive while it answers, and ready while it receives. */
@Controller('health')
export class HealthController {
  constructor(private readonly queue: SqsServer) {}

  @Get('live')
  live(): object {
    return { status: 'ok' };
  }

  @Get('ready')
  ready(): object {
    if (this.queue.isReceiving()) return { status: 'ok' };
    throw new ServiceUnavailableException({
      status: 'unavailable',
      detail: `the queue is ${this.queue.state}`,
    });
  }
}
