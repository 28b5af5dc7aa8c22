import type { AppPorts } from './stack/apps.js';

const MAX_PORT = 65_535;

/** The ports of `npm start`: those of the apps' health follow the gateway's. */
export interface Settings {
  readonly ports: AppPorts;
  readonly cloudPort: number;
}

/** @throws Error that names the variable */
export function settings(environment: NodeJS.ProcessEnv): Settings {
  const gateway = port(environment, 'PORT', 3000);
  return {
    ports: { gateway, scanner: gateway + 1, consumer: gateway + 2 },
    cloudPort: port(environment, 'LOCAL_CLOUD_PORT', 4566),
  };
}

export function port(environment: NodeJS.ProcessEnv, variable: string, otherwise: number): number {
  const value = Number(environment[variable] === '' ? otherwise : (environment[variable] ?? otherwise));
  if (Number.isInteger(value) && value > 0 && value <= MAX_PORT) return value;
  throw new Error(`${variable} must be a port, 1 to ${MAX_PORT}`);
}
