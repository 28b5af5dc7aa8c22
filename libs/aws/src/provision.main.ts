import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import 'reflect-metadata';
import { AirlockError } from '#core';
import { AwsEnvironment } from './aws-environment.js';
import { provision } from './provisioning/provision.js';
import { waitForEndpoint } from './provisioning/wait-for-endpoint.js';

/** `node dist/libs/aws/src/provision.main.js [directory]`: provisions the endpoint of its environment, once it answers. */
async function main(directory = 'localstack/resources'): Promise<void> {
  const variables = Object.entries(process.env).filter(([, value]) => value !== '');
  const environment = plainToInstance(AwsEnvironment, Object.fromEntries(variables));
  const problems = validateSync(environment, { whitelist: true }).flatMap(({ constraints = {} }) =>
    Object.values(constraints),
  );
  if (problems.length > 0) throw new AirlockError('configuration-invalid', problems.join('\n'));
  await waitForEndpoint(environment);
  await provision(environment, directory);
  process.stdout.write(`provisioned ${environment.AWS_ENDPOINT_URL ?? 'AWS'}\n`);
}

await main(process.argv[2]).catch((error: unknown) => {
  const problem = error instanceof AirlockError ? error.message : String((error as Error).stack ?? error);
  process.stderr.write(`cannot provision: ${problem}\n`);
  process.exitCode = 1;
});
