import type { DynamicModule, LoggerService } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { GatewaySettings } from './config/gateway-settings.js';
import { serveConsole } from './console/serve-console.js';
import { serveDocs } from './docs/openapi.js';
import { GatewayModule } from './gateway.module.js';
import { configureHttp } from './http/configure-http.js';
import { ARRIVAL_LIMITS, fastifyAdapter } from './http/fastify-adapter.js';

/**
 * The gateway, ready to listen: the same in production and in tests, but for its adapters.
 * @param logger false for none
 */
export async function createGateway(
  settings: GatewaySettings,
  adapters: DynamicModule,
  logger: LoggerService | false,
  limits = ARRIVAL_LIMITS,
): Promise<NestFastifyApplication> {
  const module = GatewayModule.forRoot(settings, adapters);
  const app = await NestFactory.create<NestFastifyApplication>(module, fastifyAdapter(limits), {
    logger,
    bodyParser: false, // Nest's would take forms too
    abortOnError: false, // a failure is the caller's to report
  });
  await configureHttp(app);
  serveDocs(app);
  if (settings.console !== undefined) await serveConsole(app, settings.console);
  return app;
}
