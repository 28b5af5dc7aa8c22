import fastifyStatic from '@fastify/static';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';

/** Where the console's files are, and where its uploads go. */
export interface ConsoleSettings {
  readonly folder: string;
  readonly storageOrigin: string;
}

/** `/console`, and `/` leads there. Files only: whatever it does, it does with the key of whoever signs in. */
export async function serveConsole(
  app: NestFastifyApplication,
  { folder, storageOrigin }: ConsoleSettings,
): Promise<void> {
  const policy = contentSecurityPolicy(storageOrigin);
  await app
    .getHttpAdapter()
    .getInstance()
    .register(async (scope) => {
      scope.addHook('onSend', async (_, reply) => {
        reply.header('content-security-policy', policy);
      });
      scope.get('/', (_, reply) => reply.redirect('console/'));
      await scope.register(fastifyStatic, {
        root: folder,
        prefix: '/console/',
        redirect: true,
        wildcard: false, // a route for each file that is there now, and for nothing else
        cacheControl: false,
        decorateReply: false,
      });
    });
}

/** Stricter than that of /docs: no style inline. Bytes go to the storage, and nowhere else but here. */
const contentSecurityPolicy = (storageOrigin: string): string =>
  [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    'img-src data:',
    `connect-src 'self' ${storageOrigin}`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join(';');
