/** Airlock on AWS: npx cdk deploy -c certificateArn=… -c image=… (see README.md). */
import { App, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import { AirlockStack } from './lib/airlock-stack.ts';
import { readContext } from './lib/context.ts';
import { FLAGS } from './lib/flags.ts';

const app = new App({ context: FLAGS });
/** What the CDK's command line knows of the credentials. */
const CREDENTIALS: Record<string, string | undefined> = {
  account: process.env.CDK_DEFAULT_ACCOUNT,
  region: process.env.CDK_DEFAULT_REGION,
};
const context = readContext((name) => app.node.tryGetContext(name) ?? CREDENTIALS[name]);
new AirlockStack(app, context.stackName, {
  context,
  description: 'Direct-to-S3 uploads that nobody can read until they have been checked.',
  env: { account: context.account, region: context.region },
});
// Stops a synthesis that breaks a rule of AWS's own good practice.
Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
