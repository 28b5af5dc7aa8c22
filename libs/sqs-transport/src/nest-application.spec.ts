import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import {
  Controller,
  Inject,
  Injectable,
  Module,
  Scope,
  UseGuards,
  UseInterceptors,
  ValidationPipe,
  type CanActivate,
  type INestMicroservice,
  type NestInterceptor,
  type OnApplicationShutdown,
  type OnModuleDestroy,
  type Type,
} from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import {
  Ctx,
  EventPattern,
  MessagePattern,
  Payload,
  Transport,
  type AsyncMicroserviceOptions,
  type MicroserviceOptions,
} from '@nestjs/microservices';
import { IsInt } from 'class-validator';
import { EMPTY, delay, map, of, throwError, type Observable } from 'rxjs';
import { aBody, aServer, captureLog } from '../test/a-server.js';
import { KeepErrors, MessageRefused, SQS_TRANSPORT, SqsContext, type SettledMessage } from './index.js';

class Order {
  @IsInt()
  amount!: number;
}

@Injectable({ scope: Scope.REQUEST })
class Session {
  constructor() {
    if (Session.isBroken) throw new Error('no session');
  }
  static isBroken = false;
}

@Injectable()
class Closed implements CanActivate {
  canActivate(): boolean {
    return false;
  }
}

const seen: unknown[] = [];

@Controller()
class Orders {
  @EventPattern<string>('promise')
  async promise(@Payload() data: unknown, @Ctx() context: SqsContext): Promise<void> {
    seen.push(data, context instanceof SqsContext);
  }

  @EventPattern<string>('stream')
  stream(@Payload() data: unknown): Observable<unknown> {
    return of(data).pipe(
      delay(10),
      map((value) => seen.push(value)),
    );
  }

  @EventPattern<string>('throws')
  async throws(): Promise<void> {
    throw new TypeError('broken');
  }

  @EventPattern<string>('throws-in-stream')
  throwsInStream(): Observable<unknown> {
    return throwError(() => new TypeError('broken'));
  }

  @EventPattern<string>('refuses')
  async refuses(): Promise<void> {
    throw new MessageRefused('not for me');
  }

  @EventPattern<string>('validates')
  async validates(@Payload(new ValidationPipe()) order: Order): Promise<void> {
    seen.push(order.amount);
  }

  @EventPattern<string>('guarded')
  @UseGuards(Closed)
  async guarded(): Promise<void> {
    seen.push('guarded');
  }

  @EventPattern<string>('intercepted')
  @UseInterceptors({
    intercept: (_, next) => next.handle().pipe(map(() => seen.push('after'))),
  } satisfies NestInterceptor)
  async intercepted(): Promise<void> {
    seen.push('before');
  }

  @EventPattern<string>('twice')
  first(): Observable<never> {
    return EMPTY;
  }

  @EventPattern<string>('twice')
  async second(): Promise<void> {
    await new Promise((resolve) => setTimeout(resolve, 20));
    seen.push('second');
  }

  @EventPattern<string>('ours', SQS_TRANSPORT)
  async ours(): Promise<void> {
    seen.push('ours');
  }

  @EventPattern<string>('theirs', Transport.REDIS)
  async theirs(): Promise<void> {
    seen.push('theirs');
  }

  @MessagePattern<string>('asked')
  async asked(): Promise<string> {
    return 'answer';
  }
}

@Controller()
class SessionOrders {
  constructor(@Inject(Session) readonly session: Session) {}

  @EventPattern<string>('in-session')
  async inSession(): Promise<void> {
    seen.push('in session');
  }

  @EventPattern<string>('throws-in-session')
  async throwsInSession(): Promise<void> {
    throw new TypeError('broken');
  }
}

let app: INestMicroservice | undefined;
beforeEach(() => {
  seen.length = 0;
  Session.isBroken = false;
  captureLog();
});
afterEach(async () => {
  await app?.close();
});

const moduleOf = (...parts: Type[]): Type => {
  @Module({
    controllers: [Orders, SessionOrders],
    providers: [Session, ...parts],
  })
  class App {}
  return App;
};

/** Starts an application on the transport; says what became of a message. */
async function anApplication({ hasKeepErrors = true } = {}) {
  const transport = aServer({ drainMilliseconds: 0 });
  app = await NestFactory.createMicroservice<MicroserviceOptions>(moduleOf(), { strategy: transport.server });
  if (hasKeepErrors) app.useGlobalFilters(new KeepErrors());
  await app.listen();
  const deliver = (body: string) =>
    new Promise<SettledMessage>((resolve) => {
      transport.server.on('settled', resolve);
      transport.sqs.put(body);
    });
  return { ...transport, deliver };
}

describe('a Nest application', () => {
  it.each([
    ['returns a promise', 'promise', [1, true]],
    ['returns a stream', 'stream', [1]],
    ['is intercepted', 'intercepted', ['before', 'after']],
    ['shares its pattern with another', 'twice', ['second']],
    ['names this transport', 'ours', ['ours']],
    ['is request-scoped', 'in-session', ['in session']],
  ])('acknowledges after a handler that %s', async (_, pattern, expected) => {
    const { deliver } = await anApplication();
    await expect(deliver(aBody(pattern, 1))).resolves.toMatchObject({ settlement: 'acknowledged' });
    expect(seen).toEqual(expected);
  });

  it.each([
    ['throws', 'throws', 'TypeError: broken'],
    ['throws in its stream', 'throws-in-stream', 'TypeError: broken'],
    ['is request-scoped and throws', 'throws-in-session', 'TypeError: broken'],
    ['is behind a closed guard', 'guarded', 'Forbidden resource'],
  ])('gives back the message of a handler that %s', async (_, pattern, reason) => {
    const { deliver, sqs } = await anApplication();
    const settled = await deliver(aBody(pattern));
    expect(settled.settlement).toBe('retried');
    expect(settled.reason).toContain(reason);
    expect(sqs.waiting).toHaveLength(1);
  });

  it('gives back a message whose request-scoped provider cannot be built', async () => {
    Session.isBroken = true;
    const { deliver } = await anApplication();
    await expect(deliver(aBody('in-session'))).resolves.toMatchObject({
      settlement: 'retried',
      reason: 'no session',
    });
  });

  it.each([
    ['a handler refuses', aBody('refuses'), 'not for me'],
    [
      'a ValidationPipe does not let through',
      aBody('validates', { amount: '1' }),
      'amount must be an integer number',
    ],
    ['no handler knows', aBody('unknown'), 'no handler for the pattern "unknown"'],
    ["only another transport's handler knows", aBody('theirs'), 'no handler for the pattern "theirs"'],
    ['only a request-response handler knows', aBody('asked'), 'no handler for the pattern "asked"'],
  ])('moves a message that %s to the dead-letter queue', async (_, body, reason) => {
    const { deliver, sqs } = await anApplication();
    const settled = await deliver(body);
    expect(settled.settlement).toBe('dead-lettered');
    expect(sqs.deadLetters[0]?.attributes.reason?.StringValue).toContain(reason);
    expect(seen).toEqual([]);
  });

  it('hands a valid message through a ValidationPipe', async () => {
    const { deliver } = await anApplication();
    await expect(deliver(aBody('validates', { amount: 1 }))).resolves.toMatchObject({
      settlement: 'acknowledged',
    });
  });
});

describe('a Nest application without KeepErrors', () => {
  it('still refuses what a handler refuses, and says so once', async () => {
    const log = captureLog();
    const { deliver } = await anApplication({ hasKeepErrors: false });
    await expect(deliver(aBody('refuses'))).resolves.toMatchObject({
      settlement: 'dead-lettered',
      reason: 'not for me',
    });
    expect(log.filter((line) => line.includes('not for me'))).toHaveLength(1);
  });

  it.each([aBody('throws'), aBody('validates', {})])(
    'gives back what failed, without its reason: %s',
    async (body) => {
      const { deliver } = await anApplication({ hasKeepErrors: false });
      await expect(deliver(body)).resolves.toMatchObject({
        settlement: 'retried',
        reason: 'Internal server error',
      });
    },
  );
});

describe('the life of a Nest application', () => {
  it('does not begin without a handler for the transport', async () => {
    @Module({})
    class Empty {}
    const { server } = aServer();
    app = await NestFactory.createMicroservice<MicroserviceOptions>(Empty, { strategy: server });
    await expect(app.listen()).rejects.toThrow('no @EventPattern handler');
  });

  it('may begin with a transport that is made from providers', async () => {
    const { server } = aServer({ drainMilliseconds: 0 });
    app = await NestFactory.createMicroservice<AsyncMicroserviceOptions>(moduleOf(Closed), {
      inject: [Closed],
      useFactory: (provider: Closed) => ({
        strategy: provider instanceof Closed ? server : aServer().server,
      }),
    });
    await app.listen();
    expect(server.state).not.toBe('stopped');
  });

  it('ends after the drain, and only then with onApplicationShutdown', async () => {
    const { server, sqs } = aServer({ drainMilliseconds: 0 });
    const steps: string[] = [];
    @Injectable()
    class Connections implements OnModuleDestroy, OnApplicationShutdown {
      onModuleDestroy = () => void steps.push(`onModuleDestroy ${server.state}`);
      onApplicationShutdown = () => void steps.push(`onApplicationShutdown ${server.state}`);
    }
    const running = await NestFactory.createMicroservice<MicroserviceOptions>(moduleOf(Connections), {
      strategy: server,
    });
    await running.listen();
    const settled = new Promise((resolve) => server.on('settled', resolve));
    sqs.put(aBody('promise'));
    await settled;
    // What a signal does; `close()` would close the transport first.
    await running.init();
    await (running as unknown as { shutdown(): Promise<void> }).shutdown();
    expect(steps).toEqual(['onModuleDestroy receiving', 'onApplicationShutdown stopped']);
  });
});

it('keeps errors of handlers only: an HTTP request must not be left hanging', () => {
  const error = new Error('broken');
  const host = { getType: () => 'http' } as unknown as Parameters<KeepErrors['catch']>[1];
  expect(() => new KeepErrors().catch(error, host)).toThrow(error);
});
