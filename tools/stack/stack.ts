import { type AppPorts, apps } from './apps.js';
import type { Cloud } from './cloud.js';
import { type Environment, stackEnvironment } from './environment.js';
import { Kept } from './kept.js';
import type { Log } from './program.js';

export interface StackOptions {
  readonly cloud: Cloud;
  readonly ports: AppPorts;
  readonly log: Log;
  /** For all apps, over what the stack sets. */
  readonly environment?: Environment;
  readonly signal?: AbortSignal;
}

/** The whole system as processes of their own: cloud, gateway, scanner, example consumer. */
export class Stack {
  private constructor(
    readonly cloud: Cloud,
    readonly url: string,
    private readonly programs: readonly Kept[],
  ) {}

  /** Resolves when everything is ready. @throws Error when something is not; then nothing is left running */
  static async start({ cloud, ports, log, environment, signal }: StackOptions): Promise<Stack> {
    const starting = signal ?? new AbortController().signal;
    const url = `http://localhost:${ports.gateway}`;
    const started: Kept[] = [];
    const stack = new Stack(cloud, url, started);
    try {
      if (cloud.program) started.push(await Kept.start(cloud.program, log, starting));
      const shared = { ...stackEnvironment(cloud, process.env), ...environment };
      const failed = new AbortController();
      const all = AbortSignal.any([starting, failed.signal]);
      const launches = apps(ports, shared).map(async (app) => {
        try {
          started.push(await Kept.start(app, log, all));
        } catch (error) {
          failed.abort(error); // the others need not be waited for; the first error is the one to tell
        }
      });
      await Promise.all(launches);
      all.throwIfAborted();
      return stack;
    } catch (error) {
      await stack.stop();
      throw error;
    }
  }

  /** Of the process that runs under that name now. */
  pid(name: string): number | undefined {
    return this.programs.find(({ program }) => program.name === name)?.pid;
  }

  /** The apps first, together; then the cloud they drain into. True if none had to be killed. */
  async stop(): Promise<boolean> {
    const isCloud = ({ program }: Kept) => program === this.cloud.program;
    const appsStopped = await Promise.all(
      this.programs.filter((kept) => !isCloud(kept)).map((kept) => kept.stop()),
    );
    const cloudStopped = await Promise.all(this.programs.filter(isCloud).map((kept) => kept.stop()));
    return [...appsStopped, ...cloudStopped].every(Boolean);
  }

  /** At once, whatever they are doing. */
  kill(): void {
    for (const kept of this.programs) kept.kill();
  }
}
