import { App } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { AirlockStack } from '../lib/airlock-stack.ts';
import { readContext } from '../lib/context.ts';
import { FLAGS } from '../lib/flags.ts';

export const ACCOUNT = '123456789012';
export const REGION = 'eu-west-1';
export const GIVEN: Readonly<Record<string, unknown>> = {
  account: ACCOUNT,
  region: REGION,
  certificateArn: `arn:aws:acm:${REGION}:${ACCOUNT}:certificate/1`,
  image: 'registry.example.com/airlock@sha256:1',
};

/** What a deployment with this context would make. */
export function templateOf(context: Readonly<Record<string, unknown>> = {}): Template {
  const app = new App({ context: FLAGS });
  const given: Readonly<Record<string, unknown>> = { ...GIVEN, ...context };
  const read = readContext((name) => given[name]);
  const env = { account: read.account, region: read.region };
  return Template.fromStack(new AirlockStack(app, read.stackName, { context: read, env }));
}
