import '#require-node';
import { existsSync } from 'node:fs';
import { commandLine } from './command-line.js';
import { inForeground } from './foreground.js';
import { nativeLocalStack } from './localstack/native.js';
import { settings } from './settings.js';
import { type Cloud, embeddedCloud } from './stack/cloud.js';
import { printed } from './stack/log.js';
import type { Log } from './stack/program.js';
import { assertFree } from './stack/ports.js';
import { Stack } from './stack/stack.js';
import { welcome } from './welcome.js';

const USAGE = `npm start [-- --cloud=embedded|localstack]

Everything on this machine, until Ctrl-C. PORT (3000) and LOCAL_CLOUD_PORT (4566) choose other ports. Reads .env, if there is one:
.env.example lists what it may say.`;

const { values } = commandLine(USAGE, { cloud: { type: 'string', default: 'embedded' } });
// What the shell says wins over the file.
if (existsSync('.env')) process.loadEnvFile('.env');

/** `npm start`: everything on this machine, in the foreground, until Ctrl-C. */
await inForeground(async (signal) => {
  const { ports, cloudPort } = settings(process.env);
  const log = printed(process.stdout);
  await assertFree(cloudPort, 'LOCAL_CLOUD_PORT');
  for (const port of [ports.gateway, ports.scanner, ports.consumer]) await assertFree(port, 'PORT');
  const cloud = await chosen(values.cloud, cloudPort, log);
  const { LOG_FORMAT = 'pretty', CONSOLE = 'true' } = process.env;
  const environment = { LOG_FORMAT, CONSOLE };
  const stack = await Stack.start({ cloud, ports, log, environment, signal });
  process.stdout.write(welcome(stack));
  return stack;
});

async function chosen(name: string, port: number, log: Log): Promise<Cloud> {
  if (name === 'embedded') return embeddedCloud(port, log);
  if (name === 'localstack') return nativeLocalStack(port, log);
  throw new Error(`no cloud is named ${name}; there are embedded and localstack`);
}
