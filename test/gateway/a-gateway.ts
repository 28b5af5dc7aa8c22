import { createHash } from 'node:crypto';
import type { LoggerService } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import {
  Clock,
  AirlockError,
  encodeDeclaration,
  incomingKey,
  ObjectStore,
  parsePolicies,
  ScanQueue,
  UploadIds,
  UploadSigner,
  VerdictStore,
  type Declaration,
  type UploadRef,
} from '#core';
import {
  aDeclaration,
  FakeUploadSigner,
  MemoryObjectStore,
  MemoryScanQueue,
  MemoryVerdictStore,
} from '#testing';
import { gatewaySettings } from '../../apps/gateway/src/config/gateway-settings.js';
import type { ConsoleSettings } from '../../apps/gateway/src/console/serve-console.js';
import { createGateway } from '../../apps/gateway/src/gateway.js';
import type { ArrivalLimits } from '../../apps/gateway/src/http/fastify-adapter.js';
import { StorageProbe } from '../../apps/gateway/src/health/storage-probe.js';
import { FakeClock } from './fake-clock.js';

export const KEYS = { acme: 'key-of-acme', 'acme-2': 'another-key-of-acme', other: 'key-of-other' } as const;
const SECRET = 'a-secret-of-the-tests-of-32-characters-and-more';
const POLICIES = {
  policies: [
    { name: 'documents', maxBytes: 2_097_152, contentTypes: ['application/pdf'] },
    { name: 'pictures', maxBytes: 100, contentTypes: ['image/png', 'image/jpeg'] },
  ],
};

const sha256Hex = (key: string): string => createHash('sha256').update(key).digest('hex');
const API_KEYS = [
  `acme:${sha256Hex(KEYS.acme)}`,
  `acme:${sha256Hex(KEYS['acme-2'])}`,
  `other:${sha256Hex(KEYS.other)}`,
].join(',');

/** A bucket that can be taken away. */
export class FakeStorageProbe extends StorageProbe {
  isAway = false;
  asked = 0;

  async bucket(): Promise<void> {
    this.asked += 1;
    if (this.isAway) throw new AirlockError('dependency-unavailable', 'no route to s3.internal');
  }
}

export interface Asked {
  readonly method?: 'GET' | 'POST' | 'DELETE' | 'PUT' | 'HEAD' | 'PATCH' | 'OPTIONS';
  readonly url: string;
  readonly key?: string | undefined;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly text: string;
  readonly json: unknown;
}

/** The gateway as it is in production, with everything outside of it in memory. */
export class GatewayUnderTest {
  constructor(readonly clock: FakeClock = new FakeClock()) {}

  readonly objects = new MemoryObjectStore('airlock', () => this.clock.now());
  readonly verdicts = new MemoryVerdictStore();
  readonly queue = new MemoryScanQueue();
  readonly probe = new FakeStorageProbe();
  readonly ids = new UploadIds([SECRET]);
  app!: NestFastifyApplication;

  async start({
    rateLimitPerMinute = 0,
    sessionRateLimitPerMinute = 0,
    corsOrigins,
    console,
    adapters = {},
    logger = false,
    limits,
  }: Arranged = {}): Promise<this> {
    const provided = {
      objects: this.objects,
      verdicts: this.verdicts,
      queue: this.queue,
      signer: new FakeUploadSigner(),
      ...adapters,
    };
    const environment = {
      API_KEYS,
      ID_SECRETS: SECRET,
      RATE_LIMIT_PER_MINUTE: rateLimitPerMinute,
      SESSION_RATE_LIMIT_PER_MINUTE: sessionRateLimitPerMinute,
      CORS_ORIGIN: '*',
      ...(corsOrigins !== undefined && { CORS_ORIGINS: corsOrigins }),
    };
    this.app = await createGateway(
      { ...gatewaySettings(environment, parsePolicies(POLICIES)), ...(console && { console }) },
      {
        module: class Adapters {},
        providers: [
          { provide: ObjectStore, useValue: provided.objects },
          { provide: VerdictStore, useValue: provided.verdicts },
          { provide: ScanQueue, useValue: provided.queue },
          { provide: UploadSigner, useValue: provided.signer },
          { provide: StorageProbe, useValue: this.probe },
          { provide: Clock, useValue: this.clock },
        ],
        exports: [ObjectStore, VerdictStore, ScanQueue, UploadSigner, StorageProbe, Clock],
      },
      logger,
      limits,
    );
    await this.app.init();
    await this.app.getHttpAdapter().getInstance().ready();
    return this;
  }

  async ask({ method = 'GET', url, key = KEYS.acme, headers = {}, body }: Asked): Promise<Answer> {
    const isText = typeof body === 'string';
    const answer = await this.app.inject({
      method,
      url,
      headers: {
        ...(key === '' ? {} : { authorization: `Bearer ${key}` }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { payload: isText ? body : JSON.stringify(body) }),
    });
    const isJson = String(answer.headers['content-type']).includes('json');
    return {
      status: answer.statusCode,
      headers: answer.headers,
      text: answer.body,
      json: isJson && answer.body !== '' ? answer.json() : undefined,
    };
  }

  presign(body: unknown = aPresign(), asked: Partial<Asked> = {}): Promise<Answer> {
    return this.ask({ method: 'POST', url: '/uploads/presign', body, ...asked });
  }

  /** The token of a session. */
  async session(bounds: Readonly<Record<string, unknown>> = {}, key?: string): Promise<string> {
    const { json } = await this.ask({ method: 'POST', url: '/sessions', key, body: bounds });
    return (json as { token: string }).token;
  }

  /** An upload that the gateway issued, and nothing has come of it yet. */
  issued(tenant = 'acme'): UploadRef {
    return { tenant, id: this.ids.issue(tenant, new Date(this.clock.now().getTime() + 300_000)) };
  }

  /** The client's PUT. */
  arrive(upload: UploadRef, declared: Partial<Declaration> = {}): UploadRef {
    this.objects.put(incomingKey(upload), 'hello world', {
      metadata: encodeDeclaration(aDeclaration(declared)),
    });
    return upload;
  }

  async close(): Promise<void> {
    await this.app.close();
  }
}

export interface Arranged {
  readonly rateLimitPerMinute?: number;
  readonly sessionRateLimitPerMinute?: number;
  readonly corsOrigins?: string;
  readonly console?: ConsoleSettings;
  readonly logger?: LoggerService | false;
  readonly limits?: ArrivalLimits;
  readonly adapters?: {
    readonly objects?: ObjectStore;
    readonly verdicts?: VerdictStore;
    readonly queue?: ScanQueue;
    readonly signer?: UploadSigner;
  };
}

export function aPresign(changed: Readonly<Record<string, unknown>> = {}): Record<string, unknown> {
  return { filename: 'offer.pdf', size: 1000, contentType: 'application/pdf', ...changed };
}
