import { describe, expect, it } from '@jest/globals';
import { s3Error, type ScriptedAnswer, scriptedClients } from '#testing/cloud';
import { AwsProbe } from './aws-probe.js';

const TOPIC = 'arn:aws:sns:us-east-1:000000000000:events';
const aProbe = (answer: ScriptedAnswer | Error): AwsProbe => new AwsProbe(scriptedClients(answer).clients);

/** An error as SNS words it. */
const snsError = (status: number, code: string): ScriptedAnswer => ({
  status,
  body: `<ErrorResponse><Error><Type>Sender</Type><Code>${code}</Code><Message>${code}</Message></Error></ErrorResponse>`,
});

describe('a probe of the topic', () => {
  it.each(['AuthorizationError', 'AccessDenied'])(
    'passes where it may not look, since SNS has answered: %s',
    async (code) => {
      await expect(aProbe(snsError(403, code)).topic(TOPIC)).resolves.toBeUndefined();
    },
  );

  it.each<[string, ScriptedAnswer | Error]>([
    ['a topic that is not there', snsError(404, 'NotFound')],
    ['SNS failing', snsError(500, 'InternalError')],
    ['SNS away', snsError(503, 'ServiceUnavailable')],
    ['credentials that are worth nothing', snsError(403, 'InvalidClientTokenId')],
    ['a line that breaks', Object.assign(new Error('reset'), { code: 'ECONNRESET' })],
  ])('fails for %s', async (_, answer) => {
    await expect(aProbe(answer).topic(TOPIC)).rejects.toMatchObject({ code: 'dependency-unavailable' });
  });
});

it('fails for a bucket it may not look at: that could be a versioned one', async () => {
  await expect(aProbe(s3Error(403, 'AccessDenied')).bucket('airlock')).rejects.toMatchObject({
    code: 'dependency-unavailable',
  });
});
