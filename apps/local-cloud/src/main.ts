import '#require-node';
import { startLocalCloud } from './start-local-cloud.js';

const DEFAULT_PORT = 4566;

/** Empty means unset, as everywhere here. */
const variable = (name: string, otherwise: string) => [process.env[name]].find(Boolean) ?? otherwise;

const port = Number(variable('LOCAL_CLOUD_PORT', String(DEFAULT_PORT)));
const region = variable('AWS_REGION', 'us-east-1');

try {
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new RangeError('LOCAL_CLOUD_PORT must be a port number.');
  }
  const starting = startLocalCloud({ port, region });
  let stopping: Promise<void> | undefined;
  // A second signal must not cut the first one's work short, and one may come before the cloud is up.
  const stop = () => (stopping ??= starting.then((cloud) => cloud.close()).then(() => process.exit(0)));
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => void stop());
  const { endpoint } = await starting;
  console.log(`Local cloud ready: ${endpoint} (S3, SQS, SNS; ${region}, credentials test/test)`);
} catch (error) {
  console.error(`Local cloud: ${explain(error)}`);
  process.exitCode = 1;
}

function explain(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const isTaken = 'code' in error && error.code === 'EADDRINUSE';
  return isTaken
    ? `port ${port} is in use; stop what listens there, or set LOCAL_CLOUD_PORT.`
    : error.message;
}
