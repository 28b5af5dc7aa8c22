import '#require-node';
import { provision, waitForEndpoint } from '#aws';
import { readEnvironment } from '#service';
import { commandLine, oneLine } from '../command-line.js';
import { ProvisionEnvironment } from './provision-environment.js';

const USAGE = `node dist/tools/provision/main.js [DIRECTORY]

Makes the bucket, the queues and the topic of its environment, once the endpoint answers: from the documents of DIRECTORY
(localstack/resources). What is there is set to what they say.`;

const { positionals } = commandLine(USAGE, {});
const [directory = 'localstack/resources'] = positionals;
try {
  const environment = readEnvironment(ProvisionEnvironment, process.env);
  await waitForEndpoint(environment);
  await provision(environment, directory);
  process.stdout.write(`provisioned ${environment.AWS_ENDPOINT_URL ?? 'AWS'}\n`);
} catch (error) {
  process.stderr.write(`cannot provision: ${oneLine(error)}\n`);
  process.exitCode = 1;
}
