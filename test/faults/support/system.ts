import { Airlock } from '../../e2e/support/airlock.js';
import { embeddedCloud } from '../../../dev/stack/cloud.js';
import { apps } from '../../../dev/stack/apps.js';
import { DEV_API_KEY, type Environment, stackEnvironment } from '../../../dev/stack/environment.js';
import { Kept } from '../../../dev/stack/kept.js';
import { freePorts } from '../../../dev/stack/ports.js';
import type { Program } from '../../../dev/stack/program.js';
import { Running } from '../../../dev/stack/running.js';
import { ChaosProxy } from './chaos-proxy.js';

/** What faults need to be survived in seconds, not minutes. */
const IMPATIENT: Environment = {
  SCAN_VISIBILITY_TIMEOUT_SECONDS: '2',
  SWEEP_INTERVAL_SECONDS: '0',
  LOG_FORMAT: 'json',
};
const MAX_LOG_LINES = 5_000;

/** A cloud and the apps on it, each of which reaches the cloud through a proxy of its own. Stops with what it started. */
export class System {
  readonly log: string[] = [];
  private readonly stops: (() => Promise<unknown>)[] = [];

  private constructor(
    readonly cloudEndpoint: string,
    readonly gatewayProxy: ChaosProxy,
    readonly scannerProxy: ChaosProxy,
    private readonly programs: Readonly<Record<'gateway' | 'scanner', Program>>,
    private readonly url: string,
    readonly scannerReadyUrl: string,
  ) {}

  static async start(environment: Environment = {}): Promise<System> {
    const [cloudPort = 0, gateway = 0, scanner = 0, consumer = 0] = await freePorts(4);
    const lines: string[] = [];
    const log = (program: string, line: string): void => {
      if (lines.length < MAX_LOG_LINES) lines.push(`${program} | ${line}`);
    };
    const cloud = embeddedCloud(cloudPort, log);
    if (cloud.program === undefined) throw new Error('the embedded cloud is a program');
    const running = await Kept.start(cloud.program, log, new AbortController().signal);
    const proxies = [
      new ChaosProxy(new URL(cloud.endpoint)),
      new ChaosProxy(new URL(cloud.endpoint)),
    ] as const;
    const [gatewayEndpoint, scannerEndpoint] = await Promise.all(proxies.map((proxy) => proxy.listen()));
    const shared = { ...stackEnvironment(cloud, process.env), ...IMPATIENT, ...environment };
    const programs = apps({ gateway, scanner, consumer }, shared);
    const named = (name: string, endpoint = ''): Program => {
      const program = programs.find((candidate) => candidate.name === name);
      if (program === undefined) throw new Error(`no app is named ${name}`);
      return { ...program, env: { ...program.env, AWS_ENDPOINT_URL: endpoint } };
    };
    const system = new System(
      cloud.endpoint,
      ...proxies,
      { gateway: named('gateway', gatewayEndpoint), scanner: named('scanner', scannerEndpoint) },
      `http://127.0.0.1:${gateway}`,
      `http://127.0.0.1:${scanner}/health/ready`,
    );
    lines.forEach((line) => system.log.push(line));
    system.stops.push(() => running.stop(), ...proxies.map((proxy) => () => proxy.close()));
    return system;
  }

  get airlock(): Airlock {
    return new Airlock(this.url, DEV_API_KEY);
  }

  /** Another process of that app; several scanners may run at once if they are told of other ports. */
  async run(name: 'gateway' | 'scanner', environment: Environment = {}): Promise<Running> {
    const program = this.programs[name];
    const running = new Running({ ...program, env: { ...program.env, ...environment } }, (app, line) => {
      if (this.log.length < MAX_LOG_LINES) this.log.push(`${app} | ${line}`);
    });
    this.stops.unshift(() => running.stop());
    await running.ready(new AbortController().signal);
    return running;
  }

  /** The apps first, the newest first; then the cloud. */
  async stop(): Promise<void> {
    for (const stop of this.stops) await stop();
  }
}
