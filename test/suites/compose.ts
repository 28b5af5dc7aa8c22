import '#require-node';
import { randomBytes } from 'node:crypto';
import { spawn } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { apiKey, DEV_API_KEY } from '../../tools/stack/environment.js';
import { freePorts } from '../../tools/stack/ports.js';
import { compose, docker } from './docker.js';
import { jest } from './jest.js';
import { line, sum, type Tally } from './tally.js';

/**
 * `npm run test:compose`: builds the images, brings everything up under a project name and on ports of its own, and runs
 * the end-to-end suite from outside: with one scanner, with three, and then what only containers can show.
 */
const WAIT = ['--wait', '--wait-timeout', '300'];
/** Compose prefixes lines with it even where they go to no terminal. */
const ERASE_LINE = '\u001b[2K';
const otherKey = 'other-dev-key';

const engine = await docker('info').catch((error: unknown) => error as Error);
if (engine instanceof Error) {
  process.stdout.write(
    `compose is skipped, because docker info fails: ${engine.message.split('\n').at(-1) ?? ''}\n`,
  );
  process.stdout.write('0 passed, 0 failed, 1 skipped\n');
} else {
  const tally = await onCompose();
  process.stdout.write(`${line(tally)}\n`);
  process.exitCode = tally.failed > 0 ? 1 : 0;
}

async function onCompose(): Promise<Tally> {
  const [cloudPort = 0, port = 0] = await freePorts(2);
  const project = `airlock-test-${process.pid}`;
  Object.assign(process.env, {
    COMPOSE_PROJECT_NAME: project,
    COMPOSE_FILE: 'docker-compose.yml', // without the overrides of whoever works here
    AIRLOCK_IMAGE: project,
    PORT: String(port),
    LOCAL_CLOUD_PORT: String(cloudPort),
    API_KEYS: `${apiKey('local', DEV_API_KEY)},${apiKey('other', otherKey)}`,
    ID_SECRETS: randomBytes(32).toString('base64url'),
    LOG_FORMAT: 'json',
    CONSOLE: 'true',
  });
  const logFile = join(await mkdtemp(join(tmpdir(), 'airlock-compose-')), 'compose.log');
  const system = {
    AIRLOCK_URL: `http://localhost:${port}`,
    CLOUD: 'localstack',
    CLOUD_ENDPOINT: `http://localhost:${cloudPort}`,
    STACK_LOG: logFile,
  };
  const e2e = (...paths: string[]) =>
    jest(['--selectProjects', 'e2e', '--testPathPatterns', ...paths], system);
  try {
    await told(['up', '--build', ...WAIT]);
    keepLogs(logFile);
    const one = await e2e('test/e2e/', 'tools/demo');
    await told(['up', ...WAIT, '--scale', 'scanner=3']);
    const three = await e2e('test/e2e/pipeline', 'test/e2e/notifications');
    const containers = await jest(['--selectProjects', 'compose'], { ...system, COMPOSE_TESTS: '1' });
    return sum([one, three, containers]);
  } finally {
    await told(['down', '--volumes', '--remove-orphans']);
    await docker('image', 'rm', '--force', project).catch(() => undefined); // the build may have failed
    process.stdout.write(`what the containers logged is in ${logFile}\n`);
  }
}

/** On this terminal, since a first build takes a while. */
async function told(args: readonly string[]): Promise<void> {
  const child = spawn('docker', ['compose', ...args], { stdio: ['ignore', 2, 2] });
  const code = await new Promise((resolve) => child.once('close', resolve));
  if (code === 0) return;
  process.stderr.write(`${await compose('logs', '--tail', '50')}\n`);
  throw new Error(`docker compose ${args.join(' ')} failed with exit code ${String(code)}`);
}

/** Every line behind the name of its service, as the logs of a stack without containers are. Ends with the containers. */
function keepLogs(path: string): void {
  const child = spawn('docker', ['compose', 'logs', '--follow', '--no-color'], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const file = createWriteStream(path);
  createInterface({ input: child.stdout }).on('line', (said) =>
    file.write(`${said.replace(ERASE_LINE, '').replace(/^(\w+)-\d+ +\| /, '$1 | ')}\n`),
  );
}
