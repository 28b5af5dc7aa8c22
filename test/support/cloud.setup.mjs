import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const MAIN = join(import.meta.dirname, '../../dist/apps/local-cloud/src/main.js');

/** The cloud that every *.int-spec.ts runs against: LocalStack where LOCALSTACK_ENDPOINT names one, else the embedded one. */
export default async function startCloud() {
  const { LOCALSTACK_ENDPOINT } = process.env;
  process.env.CLOUD = LOCALSTACK_ENDPOINT ? 'localstack' : 'embedded';
  process.env.CLOUD_ENDPOINT = LOCALSTACK_ENDPOINT || (await startEmbedded());
}

async function startEmbedded() {
  if (!existsSync(MAIN)) throw new Error('The embedded cloud is not built yet: npm run build');
  const { nodeProgram } = await import('../../dist/tools/stack/program.js');
  const { command, args } = nodeProgram(MAIN);
  const child = spawn(command, args, {
    env: { ...process.env, LOCAL_CLOUD_PORT: '0', AWS_REGION: 'us-east-1' },
    stdio: ['pipe', 'pipe', 'inherit'], // the first is its tether
  });
  globalThis.embeddedCloud = child;
  for await (const line of createInterface({ input: child.stdout })) {
    const [endpoint] = /http:\/\/[\d.:]+/.exec(line) ?? [];
    if (endpoint) return endpoint;
  }
  throw new Error('The embedded cloud ended before it was ready.');
}
