import type { Environment } from './environment.js';
import { answersOk, nodeProgram, type Program } from './program.js';

export interface AppPorts {
  readonly gateway: number;
  /** The scanner's and the consumer's are for their health only. */
  readonly scanner: number;
  readonly consumer: number;
}

/** The apps in the order in which they start. */
export function apps(ports: AppPorts, environment: Environment): Program[] {
  return [
    app('gateway', ports.gateway, { ...environment, PORT: String(ports.gateway) }),
    app('scanner', ports.scanner, { ...environment, HEALTH_PORT: String(ports.scanner) }),
    app('consumer', ports.consumer, {
      ...environment,
      ...consumerQueue(environment),
      HEALTH_PORT: String(ports.consumer),
    }),
  ];
}

/** Of the account that the embedded cloud and LocalStack have. */
const consumerQueue = ({ AWS_ENDPOINT_URL, CONSUMER_QUEUE, CONSUMER_DLQ }: Environment): Environment => ({
  QUEUE_URL: `${AWS_ENDPOINT_URL}/000000000000/${CONSUMER_QUEUE ?? 'airlock-consumer'}`,
  DEAD_LETTER_QUEUE_URL: `${AWS_ENDPOINT_URL}/000000000000/${CONSUMER_DLQ ?? 'airlock-consumer-dlq'}`,
});

const app = (name: string, port: number, env: Environment): Program => ({
  name,
  ...nodeProgram(`dist/apps/${name}/src/main.js`),
  env,
  isReady: (signal) => answersOk(`http://localhost:${port}/health/ready`, signal),
});
