import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { parseEnv } from 'node:util';
import { describe, expect, it } from '@jest/globals';
import { readEnvironment } from '#service';
import { GatewayEnvironment } from './gateway-environment.js';

const hex = (key: string): string => createHash('sha256').update(key).digest('hex');
/** On AWS itself. */
const SET = {
  AWS_REGION: 'eu-west-1',
  AWS_ACCOUNT_ID: '123456789012',
  BUCKET: 'uploads-of-acme',
  API_KEYS: `acme:${hex('k')}`,
  ID_SECRETS: 'x'.repeat(32),
};
const read = (changed: Record<string, string | undefined> = {}) =>
  readEnvironment(GatewayEnvironment, { ...SET, ...changed });

describe('GatewayEnvironment', () => {
  it('needs nothing but keys and secrets, and on AWS what is whose', () => {
    const { API_KEYS, ID_SECRETS } = SET;
    const local = { API_KEYS, ID_SECRETS, AWS_ENDPOINT_URL: 'http://localhost:4566' };
    expect(readEnvironment(GatewayEnvironment, local).BUCKET).toBe('airlock');
    expect(read()).toMatchObject({
      PORT: '3000',
      POLICIES_FILE: 'policies.json',
      RATE_LIMIT_PER_MINUTE: 6000,
    });
  });

  it.each([
    ['no keys', { API_KEYS: undefined }, /API_KEYS must be/],
    ['keys in the clear', { API_KEYS: 'acme:hunter2' }, /API_KEYS must be/],
    ['no secrets', { ID_SECRETS: undefined }, /ID_SECRETS must be/],
    ['a short secret', { ID_SECRETS: `${'x'.repeat(32)},${'y'.repeat(31)}` }, /ID_SECRETS must be/],
    ['a negative limit', { RATE_LIMIT_PER_MINUTE: '-1' }, /RATE_LIMIT_PER_MINUTE/],
    [
      'an origin with a path',
      { CORS_ORIGINS: 'https://a.example,https://b.example/' },
      /CORS_ORIGINS must be/,
    ],
    ['a wildcard', { CORS_ORIGINS: 'https://*.example.com' }, /CORS_ORIGINS must be/],
    [
      'a negative limit of sessions',
      { SESSION_RATE_LIMIT_PER_MINUTE: '-1' },
      /SESSION_RATE_LIMIT_PER_MINUTE/,
    ],
    ['a port that is none', { PORT: '70000' }, /PORT must be a port/],
    ['no account', { AWS_ACCOUNT_ID: 'x' }, /AWS_ACCOUNT_ID/],
  ])('refuses %s', (_, changed, message) => {
    expect(() => read(changed)).toThrow(message);
  });

  it('lists every problem at once, and no value', () => {
    const all = { API_KEYS: 'hunter2', ID_SECRETS: 'hunter2' };
    const message = /^(?![^]*hunter2)[^]*API_KEYS[^]*ID_SECRETS[^]*AWS_REGION[^]*AWS_ACCOUNT_ID[^]*BUCKET/;
    expect(() => readEnvironment(GatewayEnvironment, all)).toThrow(message);
  });

  describe('the public development secret', () => {
    const secret = parseEnv(readFileSync('.env.example', 'utf8')).ID_SECRETS ?? '';
    const AWS_ENDPOINT_URL = 'http://localhost:4566';

    it.each([
      ['alone', secret],
      ['behind another, as if it were being retired', `${SET.ID_SECRETS}, ${secret}`],
    ])('is refused on AWS itself, %s', (_, ID_SECRETS) => {
      expect(() => read({ ID_SECRETS })).toThrow(/ID_SECRETS has the public development secret/);
      expect(read({ ID_SECRETS, AWS_ENDPOINT_URL }).ID_SECRETS).toBe(ID_SECRETS);
    });

    it('is the one of the compose file too', async () => {
      expect(await readFile('docker-compose.yml', 'utf8')).toContain(`ID_SECRETS:-${secret}}`);
    });
  });

  describe('the public development key', () => {
    const API_KEYS = `${SET.API_KEYS},local:${hex('local-dev-key').toUpperCase()}`;

    it('is refused on AWS itself', () => {
      expect(() => read({ API_KEYS })).toThrow(/API_KEYS has the public development key/);
    });

    it('is for an endpoint of one’s own', () => {
      expect(read({ API_KEYS, AWS_ENDPOINT_URL: 'http://localhost:4566' }).API_KEYS).toBe(API_KEYS);
    });

    it('is not let in by an endpoint of AWS', () => {
      const AWS_ENDPOINT_URL = 'https://s3.eu-west-1.amazonaws.com';
      expect(() => read({ API_KEYS, AWS_ENDPOINT_URL })).toThrow(/public development key/);
    });

    it('is not let in by an empty endpoint', () => {
      expect(() => read({ API_KEYS, AWS_ENDPOINT_URL: '' })).toThrow(/public development key/);
    });
  });
});
