import { describe, expect, it } from '@jest/globals';
import { templateOf } from './template.ts';

interface Statement {
  readonly Sid?: string;
  readonly Effect: string;
  readonly Action: string | readonly string[];
  readonly Resource: unknown;
  readonly Principal?: unknown;
  readonly Condition?: Record<string, Record<string, unknown>>;
}
const template = templateOf({ hasConsumer: 'true' });
const statementsOf = (type: string): [name: string, statements: Statement[]][] =>
  Object.entries(template.findResources(type)).map(([name, { Properties }]) => [
    name,
    (Properties as { PolicyDocument: { Statement: Statement[] } }).PolicyDocument.Statement,
  ]);
const actions = ({ Action }: Statement): readonly string[] => [Action].flat();

describe('the roles', () => {
  it.each(statementsOf('AWS::IAM::Policy'))('%s has no action for everything', (_, statements) => {
    for (const action of statements.flatMap(actions)) expect(action).not.toMatch(/^\*$|:\*$/);
  });

  it('may do this, and nothing more', () => {
    const roles = statementsOf('AWS::IAM::Policy')
      .filter(([name]) => name.includes('TaskRole'))
      .map(([name, statements]) => [name.replace(/[0-9A-F]{8}$/, ''), statements]);
    expect(Object.fromEntries(roles)).toMatchSnapshot();
  });
});

describe('the policy of the bucket', () => {
  const statements = statementsOf('AWS::S3::BucketPolicy').flatMap(([, all]) => all);
  const one = (sid: string): Statement => statements.find(({ Sid }) => Sid === sid)!;

  it.each(['NobodyElseInIncoming', 'NobodyElseInVerdicts'])('%s denies all but the two roles', (sid) => {
    const { Effect, Principal, Condition, Action } = one(sid);
    expect({ Effect, Principal }).toEqual({ Effect: 'Deny', Principal: { AWS: '*' } });
    expect(Action).toEqual(['s3:DeleteObject*', 's3:GetObject*', 's3:PutObject*']);
    expect(Condition?.ArnNotEquals?.['aws:PrincipalArn']).toHaveLength(2);
  });

  it('denies an upload that could overwrite', () => {
    expect(one('WriteOnlyWhereNothingIs')).toMatchObject({
      Effect: 'Deny',
      Condition: { Null: { 's3:if-none-match': 'true' } },
    });
  });

  it('denies everything without TLS, as the queues and the topic do', () => {
    const insecure = { Bool: { 'aws:SecureTransport': 'false' } };
    const policies = ['AWS::S3::BucketPolicy', 'AWS::SQS::QueuePolicy', 'AWS::SNS::TopicPolicy'].flatMap(
      statementsOf,
    );
    expect(policies.length).toBeGreaterThan(6);
    for (const [name, all] of policies)
      expect([
        name,
        all.some(
          ({ Effect, Condition }) =>
            Effect === 'Deny' &&
            Condition?.Bool?.['aws:SecureTransport'] === insecure.Bool['aws:SecureTransport'],
        ),
      ]).toEqual([name, true]);
  });
});
