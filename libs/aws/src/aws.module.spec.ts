import { describe, expect, it } from '@jest/globals';
import { Injectable, Module, type OnModuleDestroy } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import { EventPublisher, ObjectStore, ScanQueue, UploadSigner, VerdictStore } from '#core';
import {
  AwsClients,
  AwsModule,
  AwsProbe,
  eventPublisher,
  scanQueue,
  SigningEnvironment,
  SQSClient,
  uploadSigner,
} from '#aws';

const environment = Object.assign(new SigningEnvironment(), { AWS_ENDPOINT_URL: 'http://127.0.0.1:1' });

describe('AwsModule', () => {
  const tokens = [
    ...[ObjectStore, VerdictStore, EventPublisher, ScanQueue, UploadSigner],
    ...[AwsProbe, AwsClients, SQSClient],
  ];
  const providers = [
    scanQueue(environment, 'scans'),
    eventPublisher(environment, 'events'),
    uploadSigner(environment),
  ];

  it.each(tokens.map((token) => [token.name, token] as const))(
    'provides %s while nothing answers',
    async (_, token) => {
      const imports = [AwsModule.forRoot(environment)];
      const app = await Test.createTestingModule({ imports, providers }).compile();
      expect(app.get<unknown>(token)).toBeInstanceOf(token);
      await app.close();
    },
  );

  it('provides them to every module', async () => {
    @Injectable()
    class Sweeper {
      constructor(readonly objects: ObjectStore) {}
    }
    @Module({ providers: [Sweeper] })
    class FeatureModule {}
    const imports = [AwsModule.forRoot(environment), FeatureModule];
    const app = await Test.createTestingModule({ imports }).compile();
    expect(app.get(Sweeper).objects).toBeInstanceOf(ObjectStore);
    await app.close();
  });

  it('keeps the clients alive until everything else has stopped', async () => {
    const order: string[] = [];
    @Injectable()
    class Draining implements OnModuleDestroy {
      onModuleDestroy(): void {
        order.push('drained');
      }
    }
    const clients = new AwsClients(environment);
    clients.destroy = () => order.push('clients destroyed');
    const app = await Test.createTestingModule({
      imports: [AwsModule.forRoot(environment)],
      providers: [Draining],
    })
      .overrideProvider(AwsClients)
      .useValue(clients)
      .compile();
    await app.close();
    expect(order).toEqual(['drained', 'clients destroyed']);
  });
});
