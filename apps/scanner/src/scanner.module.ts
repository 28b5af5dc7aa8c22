import { type DynamicModule, Module } from '@nestjs/common';
import { AwsModule, AwsProbe, eventPublisher, scanQueue } from '#aws';
import { Inspection } from '#checks';
import { Clock, ObjectStore, type Policy, ScanQueue, VerdictStore } from '#core';
import { HealthController, ReadinessProbe, SystemClock } from '#service';
import { SqsServer } from '#sqs-transport';
import type { ScannerEnvironment } from './config/scanner-environment.js';
import { NotificationsController } from './notifications.controller.js';
import { scanQueueServer } from './scan-queue-server.js';
import { ScannerReadiness } from './scanner-readiness.js';
import { Inspector } from './scan/inspector.js';
import { ObjectInspector } from './scan/object-inspector.js';
import { Policies } from './scan/policies.js';
import { Scan } from './scan/scan.js';
import { SWEEP_SCHEDULE } from './sweep/schedule.js';
import { Sweep } from './sweep/sweep.js';
import { Sweeper } from './sweep/sweeper.js';

@Module({})
export class ScannerModule {
  static forRoot(
    environment: ScannerEnvironment,
    policies: ReadonlyMap<string, Policy>,
    inspection: Inspection,
  ): DynamicModule {
    return {
      module: ScannerModule,
      imports: [AwsModule.forRoot(environment)],
      controllers: [NotificationsController, HealthController],
      providers: [
        Scan,
        { provide: Clock, useClass: SystemClock },
        { provide: Inspector, useClass: ObjectInspector },
        { provide: Inspection, useValue: inspection },
        { provide: Policies, useValue: policies },
        scanQueue(environment, environment.SCAN_QUEUE),
        eventPublisher(environment, environment.EVENTS_TOPIC),
        scanQueueServer(environment),
        {
          provide: Sweep,
          inject: [ObjectStore, VerdictStore, ScanQueue],
          useFactory: (objects: ObjectStore, verdicts: VerdictStore, queue: ScanQueue) =>
            new Sweep(objects, verdicts, queue, {
              ...SWEEP_SCHEDULE,
              agesSeconds: environment.SWEEP_AGES_SECONDS,
            }),
        },
        {
          provide: Sweeper,
          inject: [Sweep, Clock],
          useFactory: (sweep: Sweep, clock: Clock) =>
            new Sweeper(sweep, clock, {
              intervalSeconds: environment.SWEEP_INTERVAL_SECONDS,
              requestsPerMinute: environment.SWEEP_REQUESTS_PER_MINUTE,
            }),
        },
        {
          provide: ReadinessProbe,
          inject: [SqsServer, AwsProbe],
          useFactory: (server: SqsServer, probe: AwsProbe) =>
            new ScannerReadiness(server, () => probe.bucket(environment.BUCKET)),
        },
      ],
    };
  }
}
