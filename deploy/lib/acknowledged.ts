import { Stack, Validations } from 'aws-cdk-lib';
import type { Storage } from './storage.ts';

/** Rules of cdk-nag that are broken on purpose, and why. */
export function acknowledge(stack: Stack, { bucket }: Storage): void {
  const accept = (id: string, reason: string): void => {
    Validations.of(stack).acknowledge({ id, reason });
  };
  const arn = stack.resolve(bucket.bucketArn) as { 'Fn::GetAtt'?: string[] };
  // As cdk-nag spells it, of a bucket that is made here and of one that was there.
  const name =
    arn['Fn::GetAtt'] === undefined
      ? `arn:<AWS::Partition>:s3:::${bucket.bucketName}`
      : `<${arn['Fn::GetAtt'].join('.')}>`;
  for (const prefix of ['incoming', 'clean', 'verdicts'])
    accept(
      `AwsSolutions-IAM5[Resource::${name}/${prefix}/*]`,
      'The objects of a prefix are what the role is for.',
    );
  accept(
    'AwsSolutions-SMG4',
    'Keys are rotated by adding one, waiting, and dropping the old: see README.md.',
  );
  accept(
    'AwsSolutions-ECS2',
    'No secret is in the environment of the definition: those come from Secrets Manager.',
  );
  accept('AwsSolutions-EC23', 'The gateway is an API for the internet; allowedCidrs narrows it.');
}
