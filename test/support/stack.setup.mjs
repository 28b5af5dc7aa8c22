import { randomBytes } from 'node:crypto';
import { createWriteStream, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * The system that the end-to-end tests act on: one that runs already (AIRLOCK_URL, with CLOUD_ENDPOINT beside it), or
 * all of it started here from the build, on LOCALSTACK_ENDPOINT or on an embedded cloud of its own.
 */
export default async () => {
  const otherKey = 'other-dev-key';
  const keys = { AIRLOCK_API_KEY: 'local-dev-key', AIRLOCK_OTHER_API_KEY: otherKey };
  if (process.env.AIRLOCK_URL) {
    const { CLOUD = 'localstack', CLOUD_ENDPOINT } = process.env;
    const running = { ...keys, STACK_CLOUD: CLOUD, STACK_CLOUD_ENDPOINT: CLOUD_ENDPOINT };
    Object.assign(process.env, { ...running, ...process.env });
    return;
  }
  const { Stack } = await import('../../dist/tools/stack/stack.js');
  const { embeddedCloud, existingCloud } = await import('../../dist/tools/stack/cloud.js');
  const { apiKey, DEV_API_KEY } = await import('../../dist/tools/stack/environment.js');
  const { leakFinder } = await import('../../dist/tools/stack/leaks.js');
  const { freePorts } = await import('../../dist/tools/stack/ports.js');

  const logFile = join(mkdtempSync(join(tmpdir(), 'airlock-e2e-')), 'stack.log');
  const file = createWriteStream(logFile);
  const idSecret = randomBytes(32).toString('base64url');
  const isLeak = leakFinder([...Object.values(keys), idSecret]);
  const leaks = []; // of the whole run, whichever test provoked them
  const log = (program, line) => {
    file.write(`${program} | ${line}\n`);
    if (isLeak(line)) leaks.push(`${program} | ${line}`);
  };
  const [cloudPort, gateway, scanner, consumer] = await freePorts(4);
  const endpoint = process.env.LOCALSTACK_ENDPOINT;
  const stack = await Stack.start({
    cloud: endpoint ? await existingCloud(endpoint, log) : embeddedCloud(cloudPort, log),
    ports: { gateway, scanner, consumer },
    log,
    environment: {
      API_KEYS: `${apiKey('local', DEV_API_KEY)},${apiKey('other', otherKey)}`,
      ID_SECRETS: idSecret,
      CONSOLE: 'true',
    },
  });

  globalThis.airlockStack = { stack, file, leaks };
  Object.assign(process.env, {
    AIRLOCK_URL: stack.url,
    ...keys,
    STACK_CLOUD: endpoint ? 'localstack' : 'embedded',
    STACK_CLOUD_ENDPOINT: stack.cloud.endpoint,
    STACK_LOG: logFile,
  });
};
