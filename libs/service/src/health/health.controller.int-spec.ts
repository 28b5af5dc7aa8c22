import { afterEach, beforeEach, describe, it } from '@jest/globals';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { Test } from '@nestjs/testing';
import request from 'supertest';
import { HealthController } from './health.controller.js';
import { ReadinessProbe } from './readiness.js';
import { ReceivingProbe } from './receiving.probe.js';

const queue = { state: 'receiving' };
let app: NestFastifyApplication;

beforeEach(async () => {
  queue.state = 'receiving';
  const module = await Test.createTestingModule({
    controllers: [HealthController],
    providers: [{ provide: ReadinessProbe, useValue: new ReceivingProbe(queue) }],
  }).compile();
  app = module.createNestApplication<NestFastifyApplication>(new FastifyAdapter());
  await app.init();
  await app.getHttpAdapter().getInstance().ready();
});

afterEach(async () => {
  await app.close();
});

describe('the health of a process that lives from a queue', () => {
  it('is ready while it receives', async () => {
    await request(app.getHttpServer()).get('/health/ready').expect(200, { status: 'ok' });
  });

  it.each(['paused', 'draining', 'stopped'])(
    'is not ready while the queue is %s, and says so',
    async (state) => {
      queue.state = state;
      await request(app.getHttpServer())
        .get('/health/ready')
        .expect(503, { status: 'unavailable', detail: `the queue is ${state}` });
    },
  );

  it('is alive whether it receives or not', async () => {
    queue.state = 'paused';
    await request(app.getHttpServer()).get('/health/live').expect(200, { status: 'ok' });
  });
});
