import { describe, expect, it } from '@jest/globals';
import { readContext } from '../lib/context.ts';
import { GIVEN, templateOf } from './template.ts';

describe('the context', () => {
  it('lists all that is missing at once', () => {
    expect(() => readContext(() => undefined)).toThrow(/certificateArn[^]*image[^]*account[^]*region/);
  });

  it.each([
    ['maxScanners', '0'],
    ['minGateways', 'many'],
    ['corsOrigins', 'https://a.example.com/'],
  ])('refuses %s=%s', (name, value) => {
    expect(() => readContext((asked) => ({ ...GIVEN, [name]: value })[asked])).toThrow(name);
  });

  it('imports a bucket instead of making one', () => {
    const template = templateOf({ bucketName: 'mine' });
    expect(Object.values(template.findResources('AWS::S3::Bucket'))).toHaveLength(1); // of access logs
  });

  it('imports a key instead of making one', () => {
    const keyArn = 'arn:aws:kms:eu-west-1:123456789012:key/11111111-2222-3333-4444-555555555555';
    templateOf({ keyArn }).resourceCountIs('AWS::KMS::Key', 0);
  });

  it('runs the consumer where it is asked for', () => {
    templateOf().resourceCountIs('AWS::ECS::Service', 2);
    templateOf({ hasConsumer: 'true' }).resourceCountIs('AWS::ECS::Service', 3);
  });

  it('shows nobody outside what is for operators', () => {
    templateOf().hasResourceProperties('AWS::ElasticLoadBalancingV2::ListenerRule', {
      Actions: [{ Type: 'fixed-response', FixedResponseConfig: { StatusCode: '404' } }],
      Conditions: [
        {
          Field: 'path-pattern',
          PathPatternConfig: { Values: ['/metrics', '/console*', '/docs*', '/health/*'] },
        },
      ],
    });
  });
});
