import { mkdir, mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { type Cloud, localEndpoints } from '../stack/cloud.js';
import type { Log, Program } from '../stack/program.js';
import { findPython } from './python.js';
import { virtualEnvironment } from './virtual-environment.js';

/** Ends the runtime, and removes what it kept, when its standard input ends: that pipe is held by whoever started it. */
const TETHERED = `
import atexit, os, runpy, shutil, signal, sys, threading, time
atexit.register(shutil.rmtree, os.environ["FILESYSTEM_ROOT"], ignore_errors=True)
def watch():
    sys.stdin.buffer.read()
    nowhere = os.open(os.devnull, os.O_WRONLY)  # the pipes for its output are broken too, and it says that it stops
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(30)
    os._exit(1)
threading.Thread(target=watch, daemon=True).start()
runpy.run_module("localstack.runtime.main", run_name="__main__")
`;

interface InitStage {
  readonly completed: boolean;
  readonly scripts: readonly { readonly name: string; readonly state: string }[];
}

/** LocalStack without Docker, with the settings, the init hook and the resources of the compose file. */
export async function nativeLocalStack(port: number, log: Log): Promise<Required<Cloud>> {
  const python = await virtualEnvironment(await findPython(process.env), log);
  const endpoints = localEndpoints(port);
  const root = await localStackRoot();
  return { name: 'LocalStack', ...endpoints, program: program(python, port, root, endpoints.endpoint) };
}

/** A FILESYSTEM_ROOT: holds all state and is new for each run; hook and resources have their places of the container. */
export async function localStackRoot(): Promise<string> {
  const root = await mkdtemp(join(tmpdir(), 'airlock-localstack-'));
  const etc = join(root, 'etc', 'localstack');
  await mkdir(join(etc, 'init'), { recursive: true });
  await symlink(resolve('localstack/ready.d'), join(etc, 'init', 'ready.d'));
  await symlink(resolve('localstack/resources'), join(etc, 'resources'));
  return root;
}

const program = (python: string, port: number, root: string, endpoint: string): Program => ({
  name: 'cloud',
  command: python,
  args: ['-c', TETHERED],
  env: {
    PATH: process.env.PATH,
    HOME: process.env.HOME,
    GATEWAY_LISTEN: `127.0.0.1:${port}`,
    SERVICES: 's3,sqs,sns',
    S3_SKIP_SIGNATURE_VALIDATION: '0',
    SQS_ENDPOINT_STRATEGY: 'path',
    DISABLE_EVENTS: '1', // no telemetry
    SKIP_SSL_CERT_DOWNLOAD: '1',
    DNS_ADDRESS: '0', // no name server of its own
    LS_LOG: 'warn', // it writes a line for each request otherwise
    OVERRIDE_IN_DOCKER: '0', // read the init hooks below FILESYSTEM_ROOT
    FILESYSTEM_ROOT: root,
    TMPDIR: root, // where it keeps the objects; two runs must not share them
    PYTHONUNBUFFERED: '1',
  },
  isReady: async (signal) => (await ready(endpoint, signal)).completed,
  prepare: async (signal) => {
    const failed = (await ready(endpoint, signal)).scripts.filter(({ state }) => state !== 'SUCCESSFUL');
    if (failed.length > 0) throw new Error(`init hook ${failed.map(({ name }) => name).join(', ')} failed`);
  },
  tidy: () => rm(root, { recursive: true, force: true }),
});

/** The API answers before its hooks have run. */
async function ready(endpoint: string, signal: AbortSignal): Promise<InitStage> {
  const response = await fetch(`${endpoint}/_localstack/init/ready`, { signal });
  return (await response.json()) as InitStage;
}
