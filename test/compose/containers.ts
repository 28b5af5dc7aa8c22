import { setTimeout as pause } from 'node:timers/promises';
import { compose, docker } from '../suites/docker.js';

export type Service = 'localstack' | 'gateway' | 'scanner' | 'consumer';

export interface Container {
  readonly Id: string;
  readonly Image: string;
  readonly Name: string;
  readonly RestartCount: number;
  readonly State: {
    readonly StartedAt: string;
    readonly ExitCode: number;
    readonly OOMKilled: boolean;
    readonly Health?: { readonly Status: string };
  };
  readonly HostConfig: {
    readonly ReadonlyRootfs: boolean;
    readonly Init?: boolean;
    readonly CapDrop: readonly string[];
    readonly SecurityOpt: readonly string[];
    /** Bytes; 0 for no limit. */
    readonly Memory: number;
    readonly PidsLimit: number;
  };
}

const HEALTH_POLL_MILLISECONDS = 500;

export async function containers(service: Service): Promise<Container[]> {
  const ids = (await compose('ps', '--all', '--quiet', service)).split('\n').filter(Boolean);
  return JSON.parse(await docker('inspect', ...ids)) as Container[];
}

export async function isHealth(service: Service, status: 'healthy' | 'unhealthy'): Promise<boolean> {
  return (await containers(service)).every(({ State }) => State.Health?.Status === status);
}

/** Jest's timeout ends a wait for what never comes. */
export async function health(service: Service, status: 'healthy' | 'unhealthy'): Promise<void> {
  while (!(await isHealth(service, status))) await pause(HEALTH_POLL_MILLISECONDS);
}

/** Runs JavaScript in a container of a service, and resolves with what it printed. */
export const node = (service: Service, script: string) =>
  compose('exec', '--no-TTY', service, 'node', '--input-type=commonjs', '-e', script);
