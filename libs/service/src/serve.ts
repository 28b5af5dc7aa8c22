import type { INestApplicationContext, LoggerService } from '@nestjs/common';
import { AirlockError } from '#core';
import { misspeltVariables, readEnvironments } from './environment.js';
import { ServiceEnvironment } from './service-environment.js';
import { ServiceLogger } from './service-logger.js';

/** Where a process listens and how it logs. */
export interface Service {
  readonly host: string;
  readonly logger: LoggerService;
}

/**
 * Runs a process: starts it, lets Nest's shutdown hooks drain it on SIGTERM and SIGINT, and makes what keeps it from
 * starting clear: a configuration error is printed whole, without a stack, and the process exits with 1.
 * `shape` is the app's own environment.
 */
export async function serve<T extends object>(
  name: string,
  shape: new () => T,
  start: (environment: Readonly<T>, service: Service) => Promise<INestApplicationContext>,
): Promise<void> {
  try {
    const shapes = [ServiceEnvironment, shape] as const;
    const [{ HOST, LOG_FORMAT }, environment] = readEnvironments(shapes, process.env);
    const logger = new ServiceLogger(LOG_FORMAT);
    for (const hint of misspeltVariables(shapes, process.env)) logger.warn(hint, 'Service');
    const app = await start(environment, { host: HOST, logger });
    // By default Nest ends with the signal again: exit code 143, and as process 1 of a container it would not end at all.
    app.enableShutdownHooks([], { useProcessExit: true });
    logger.log(`${name} is up`, 'Service');
  } catch (error) {
    process.stderr.write(`${name} cannot start: ${reason(error)}\n`);
    process.exit(1);
  }
}

function reason(error: unknown): string {
  if (error instanceof AirlockError) return error.message;
  if (isAddressInUse(error))
    return `port ${String(error.port)} is taken; choose another with PORT or HEALTH_PORT`;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

const isAddressInUse = (error: unknown): error is Error & { port: unknown } =>
  error instanceof Error && 'code' in error && error.code === 'EADDRINUSE' && 'port' in error;
