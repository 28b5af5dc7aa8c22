/** CDK's newer behaviour, for the app and its tests alike: AWS CDK, "Feature flags". */
export const FLAGS = {
  '@aws-cdk/aws-iam:minimizePolicies': true,
  '@aws-cdk/aws-s3:serverAccessLogsUseBucketPolicy': true,
  '@aws-cdk/core:checkSecretUsage': true,
  // CloudFormation's own rules, offline.
  '@aws-cdk/core:validateAgainstDefaultRules': true,
  '@aws-cdk/aws-ec2:restrictDefaultSecurityGroup': false,
};
