import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Arrivals } from './messaging/arrivals.js';
import { Fauxqs } from './messaging/fauxqs.js';
import { MessagingService } from './messaging/messaging-service.js';
import { FauxqsNotifiedQueues } from './messaging/notified-queues.js';
import { Notifier } from './s3/notifications/notifier.js';
import { BodyDirectory } from './s3/objects/body-directory.js';
import { Buckets } from './s3/objects/buckets.js';
import { S3Service } from './s3/s3-service.js';
import { serviceOf } from './service-of.js';

/** Longer than clients keep idle connections, or they send on one that is just being closed. */
const KEEP_ALIVE_MS = 75_000;

export interface LocalCloudOptions {
  /** 0 takes a free one. */
  readonly port: number;
  readonly host?: string;
  readonly region?: string;
  readonly credentials?: { readonly accessKeyId: string; readonly secretAccessKey: string };
  /** Where the temporary directory for objects is made; the system's own by default. */
  readonly directory?: string;
}

export interface LocalCloud {
  /** S3 (path style), SQS and SNS. */
  readonly endpoint: string;
  /** Cuts every connection and forgets everything. */
  close(): Promise<void>;
}

/** An empty cloud, for development and tests only. Rejects with EADDRINUSE when the port is taken. */
export async function startLocalCloud({
  port,
  host = '127.0.0.1',
  region = 'us-east-1',
  credentials = { accessKeyId: 'test', secretAccessKey: 'test' },
  directory,
}: LocalCloudOptions): Promise<LocalCloud> {
  const trust = { ...credentials, region, now: () => new Date() };
  const fauxqs = new Fauxqs(region);
  const arrivals = new Arrivals();
  const bodies = await BodyDirectory.create(directory);
  const notifier = new Notifier(new FauxqsNotifiedQueues(fauxqs, arrivals));
  const s3 = new S3Service({ region, buckets: new Buckets(), bodies, notifier }, trust);
  const messaging = new MessagingService(fauxqs, arrivals, trust);

  const handle = (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const service = serviceOf(request);
    if (service === 's3') return s3.handle(request, response);
    const gone = new AbortController();
    response.once('close', () => gone.abort());
    return messaging.handle(service, request, response, gone.signal);
  };
  // requestTimeout 0: an upload may take as long as it takes.
  const server = createServer({ keepAliveTimeout: KEEP_ALIVE_MS, requestTimeout: 0 }, (request, response) => {
    handle(request, response).catch((error: unknown) => {
      if (!response.destroyed) console.error(error);
      response.destroy();
    });
  });
  const close = async () => {
    server.close();
    server.closeAllConnections();
    await fauxqs.close();
    await bodies.remove();
  };

  try {
    await once(server.listen(port, host), 'listening');
  } catch (error) {
    await close();
    throw error;
  }
  return { endpoint: `http://${host}:${(server.address() as AddressInfo).port}`, close };
}
