import { randomBytes } from 'node:crypto';
import { embeddedCloud } from '../../../tools/stack/cloud.js';
import { apps } from '../../../tools/stack/apps.js';
import { DEV_API_KEY, type Environment, stackEnvironment } from '../../../tools/stack/environment.js';
import { Kept } from '../../../tools/stack/kept.js';
import { freePorts } from '../../../tools/stack/ports.js';
import { answersOk, type Program } from '../../../tools/stack/program.js';
import { Running } from '../../../tools/stack/running.js';
import { ChaosProxy } from './chaos-proxy.js';
import { jumpingClock } from './clock.js';
import { SystemLog } from './system-log.js';

/** Of the 900 s that SQS can delay a message by and S3 lets clocks differ: the rest has to pass by itself. */
const JUMP_SECONDS = 895;
/** What faults need to be survived in seconds, not minutes. */
const IMPATIENT: Environment = {
  SCAN_VISIBILITY_TIMEOUT_SECONDS: '2',
  SWEEP_INTERVAL_SECONDS: '0',
  LOG_FORMAT: 'json',
};

const APPS = ['gateway', 'scanner', 'consumer'] as const;
type App = (typeof APPS)[number];

export interface Parts {
  readonly cloudEndpoint: string;
  readonly cloud: Kept;
  readonly proxies: Readonly<Record<App, ChaosProxy>>;
  readonly programs: Readonly<Record<App, Program>>;
  readonly ports: Readonly<Record<App, number>>;
  readonly log: SystemLog;
}

/** A cloud and the apps on it, each of which reaches the cloud through a proxy of its own. Stops with what it started. */
export class System {
  private readonly apps: Running[] = [];

  constructor(private readonly parts: Parts) {}

  /** The cloud and the proxies; the apps are started one by one with {@link run}. `environment` is for all of them. */
  static async start<S extends System>(
    this: new (parts: Parts) => S,
    environment: Environment = {},
  ): Promise<S> {
    const [cloudPort = 0, gateway = 0, scanner = 0, consumer = 0] = await freePorts(4);
    const idSecret = randomBytes(32).toString('base64url');
    const log = new SystemLog([DEV_API_KEY, idSecret]);
    const cloud = embeddedCloud(cloudPort, log.append);
    if (cloud.program === undefined) throw new Error('the embedded cloud is a program');
    const program = { ...cloud.program, env: { ...cloud.program.env, ...jumpingClock(JUMP_SECONDS) } };
    const running = await Kept.start(program, log.append, new AbortController().signal);
    const own = { ...IMPATIENT, ID_SECRETS: idSecret, ...environment };
    const shared = { ...stackEnvironment(cloud, process.env), ...own };
    const proxies = forEach(() => new ChaosProxy(new URL(cloud.endpoint)));
    const endpoints = await Promise.all(APPS.map((name) => proxies[name].listen()));
    return new this({
      cloudEndpoint: cloud.endpoint,
      cloud: running,
      proxies,
      programs: forEach((name, number) => {
        const behindProxy = { ...shared, AWS_ENDPOINT_URL: endpoints[number] ?? '' };
        return named(apps({ gateway, scanner, consumer }, behindProxy), name);
      }),
      ports: { gateway, scanner, consumer },
      log,
    });
  }

  /** Where the cloud is without a proxy in between. */
  get cloudEndpoint(): string {
    return this.parts.cloudEndpoint;
  }

  get cloudPid(): number {
    return this.parts.cloud.pid ?? 0;
  }

  get gatewayProxy(): ChaosProxy {
    return this.parts.proxies.gateway;
  }

  get scannerProxy(): ChaosProxy {
    return this.parts.proxies.scanner;
  }

  /** Of the gateway. */
  get url(): string {
    return `http://127.0.0.1:${this.parts.ports.gateway}`;
  }

  get consumerProxy(): ChaosProxy {
    return this.parts.proxies.consumer;
  }

  /** `/health/live` or `/health/ready` of the first process of an app. */
  health(name: App, probe: 'live' | 'ready'): Promise<Response> {
    return fetch(`http://127.0.0.1:${this.parts.ports[name]}/health/${probe}`);
  }

  /** The first lines of all programs. */
  get log(): readonly string[] {
    return this.parts.log.lines;
  }

  /** A process of that app. Where it listens is `PORT` or `HEALTH_PORT`, and may be chosen. */
  async run(name: App, environment: Environment = {}): Promise<Running> {
    const { programs, log } = this.parts;
    const port = environment.PORT ?? environment.HEALTH_PORT;
    const program = {
      ...programs[name],
      env: { ...programs[name].env, ...environment },
      ...(port === undefined
        ? {}
        : { isReady: (signal: AbortSignal) => answersOk(`http://127.0.0.1:${port}/health/ready`, signal) }),
    };
    const running = new Running(program, log.append);
    this.apps.unshift(running);
    await running.ready(new AbortController().signal);
    return running;
  }

  /** One more of them, beside those that run. */
  async runAnother(name: App, environment: Environment = {}): Promise<Running> {
    const [port = 0] = await freePorts(1);
    return this.run(name, {
      ...environment,
      [name === 'gateway' ? 'PORT' : 'HEALTH_PORT']: String(port),
    });
  }

  /** For the cloud a quarter of an hour passes, but for five seconds: presigned URLs have expired, and soon delayed messages are due. */
  jump(): void {
    process.kill(this.cloudPid, 'SIGUSR2');
  }

  /** The apps first, the newest first; then the cloud. @throws Error when somebody said in a log what nobody may read there */
  async stop(): Promise<void> {
    for (const app of this.apps) await app.stop();
    await this.parts.cloud.stop();
    await Promise.all(Object.values(this.parts.proxies).map((proxy) => proxy.close()));
    const { leaks } = this.parts.log;
    if (leaks.length > 0) throw new Error(`a log has secrets in it:\n${leaks.join('\n')}`);
  }
}

const forEach = <T>(make: (name: App, number: number) => T): Record<App, T> =>
  Object.fromEntries(APPS.map((name, number) => [name, make(name, number)])) as Record<App, T>;

function named(programs: readonly Program[], name: App): Program {
  const program = programs.find((candidate) => candidate.name === name);
  if (program === undefined) throw new Error(`no app is named ${name}`);
  return program;
}
