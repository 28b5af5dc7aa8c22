import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { GIVEN } from './template.ts';

/** The app as `cdk` runs it: CloudFormation's rules and cdk-nag's stop a synthesis that breaks one. */
function synthesise(
  context: Readonly<Record<string, unknown>>,
  directory?: string,
): { status: number | null; stderr: string } {
  const env = { ...process.env, CDK_CONTEXT_JSON: JSON.stringify(context), CDK_OUTDIR: directory };
  const cwd = `${import.meta.dirname}/..`;
  return spawnSync(process.execPath, ['app.ts'], { cwd, env, encoding: 'utf8' });
}

const VALID = mkdtempSync(join(tmpdir(), 'airlock-cdk-'));
afterAll(() => rmSync(VALID, { recursive: true }));

describe('the template', () => {
  it('passes cfn-lint', () => {
    const { status } = synthesise({ ...GIVEN, corsOrigins: 'https://a.example.com' }, VALID);
    expect(status).toBe(0);
    // W3010: zones come from the account at deployment, and are made up here. W3005: CDK says twice what depends on what.
    const { stdout, stderr } = spawnSync(
      `${import.meta.dirname}/../.venv/bin/cfn-lint`,
      ['--ignore-checks', 'W3010', 'W3005', '--', `${VALID}/airlock.template.json`],
      { encoding: 'utf8' },
    );
    expect(`${stdout}${stderr}`).toBe('');
  });
});

describe('cdk synth', () => {
  it.each([
    ['with what has to be given', {}],
    [
      'with everything',
      { corsOrigins: 'https://a.example.com', alarmEmail: 'ops@example.com', hasConsumer: 'true' },
    ],
    ['with a bucket that is there', { bucketName: 'mine' }],
  ])('passes all rules %s', (_, context) => {
    const { status, stderr } = synthesise({ ...GIVEN, ...context });
    expect(stderr).toBe('');
    expect(status).toBe(0);
  });

  it('says what is missing, and stops', () => {
    const { status, stderr } = synthesise({});
    expect(stderr).toMatch(/certificateArn must be[^]*image must be/);
    expect(status).not.toBe(0);
  });
});
