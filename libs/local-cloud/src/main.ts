import { startLocalCloud } from './start-local-cloud.js';

const DEFAULT_PORT = 4566;

/** Empty means unset, as everywhere here. */
const variable = (name: string, otherwise: string) => [process.env[name]].find(Boolean) ?? otherwise;

const port = Number(variable('LOCAL_CLOUD_PORT', String(DEFAULT_PORT)));
const region = variable('AWS_REGION', 'us-east-1');

try {
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new RangeError('LOCAL_CLOUD_PORT must be a port number.');
  const cloud = await startLocalCloud({ port, region });
  console.log(`Local cloud ready: ${cloud.endpoint} (S3, SQS, SNS; ${region}, credentials test/test)`);
  const stop = () => {
    void cloud.close().then(() => process.exit(0));
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
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
