import { type Endpoints, type Environment, stackEnvironment } from './environment.js';
import { nodeProgram, type Log, type Program } from './program.js';
import { Running } from './running.js';

/** Where S3, SQS and SNS are, and the process that is them, if it is ours to start. */
export interface Cloud extends Endpoints {
  readonly name: string;
  readonly program?: Program;
}

/** The embedded cloud. It starts empty, so it is provisioned after each start. */
export function embeddedCloud(port: number, log: Log): Cloud {
  const endpoints = localEndpoints(port);
  const environment = stackEnvironment(endpoints, process.env);
  return {
    name: 'the embedded cloud',
    ...endpoints,
    program: {
      name: 'cloud',
      ...nodeProgram('dist/apps/local-cloud/src/main.js'),
      env: { ...environment, LOCAL_CLOUD_PORT: String(port) },
      isReady: async (signal) => {
        const response = await fetch(endpoints.endpoint, { signal });
        await response.body?.cancel();
        return true; // any answer will do: the root of S3 refuses strangers
      },
      prepare: () => provision(environment, log),
    },
  };
}

/** A cloud that somebody else started. Provisioning what is there already changes nothing. */
export async function existingCloud(endpoint: string, log: Log): Promise<Cloud> {
  const endpoints = { endpoint, publicEndpoint: endpoint };
  await provision(stackEnvironment(endpoints, process.env), log);
  return { name: endpoint, ...endpoints };
}

/** Two names for one place, so that whatever mixes up what apps call and what clients see does not work here either. */
export function localEndpoints(port: number): Endpoints {
  return { endpoint: `http://127.0.0.1:${port}`, publicEndpoint: `http://localhost:${port}` };
}

/** Bucket, queues and topic, from the documents in localstack/resources. */
async function provision(environment: Environment, log: Log): Promise<void> {
  const name = 'provision';
  const script = nodeProgram('dist/tools/provision/main.js');
  const said: string[] = [];
  const listen: Log = (program, line) => {
    said.push(line);
    log(program, line);
  };
  const ended = await new Running({ name, ...script, env: environment, isReady: never }, listen).ended;
  if (ended !== 'exit code 0') throw new Error(`provisioning failed (${ended}): ${said.join('\n')}`);
}

const never = () => Promise.resolve(false);
