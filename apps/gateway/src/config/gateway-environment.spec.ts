import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { parseEnv } from 'node:util';
import { describe, expect, it } from '@jest/globals';
import { readEnvironment } from '#service';
import { GatewayEnvironment } from './gateway-environment.js';

const hex = (key: string): string => createHash('sha256').update(key).digest('hex');
const SET = { API_KEYS: `acme:${hex('k')}`, ID_SECRETS: 'x'.repeat(32) };
const read = (changed: Record<string, string | undefined> = {}) =>
  readEnvironment(GatewayEnvironment, { ...SET, ...changed });

describe('GatewayEnvironment', () => {
  it('needs nothing but keys and secrets', () => {
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
    ['a port that is none', { PORT: '70000' }, /PORT must be a port/],
    ['no account', { AWS_ACCOUNT_ID: 'x' }, /AWS_ACCOUNT_ID/],
  ])('refuses %s', (_, changed, message) => {
    expect(() => read(changed)).toThrow(message);
  });

  it('lists every problem at once, and no value', () => {
    expect(() => read({ API_KEYS: 'hunter2', ID_SECRETS: 'hunter2' })).toThrow(
      /^(?![^]*hunter2)[^]*API_KEYS[^]*ID_SECRETS/,
    );
  });

  it('takes .env.example as it is, which names every variable with its default', async () => {
    const example = await readFile('.env.example', 'utf8');
    const defaults = parseEnv(example.replaceAll(/^#(?=[A-Z_0-9]+=)/gm, ''));
    expect(readEnvironment(GatewayEnvironment, parseEnv(example))).toEqual(
      readEnvironment(GatewayEnvironment, defaults),
    );
    for (const name of Object.keys(read())) expect(defaults).toHaveProperty(name);
  });

  describe('the public development key', () => {
    const API_KEYS = `${SET.API_KEYS},local:${hex('local-dev-key').toUpperCase()}`;

    it('is refused on AWS itself', () => {
      expect(() => read({ API_KEYS })).toThrow(/API_KEYS has the public development key/);
    });

    it('is for an endpoint of one’s own', () => {
      expect(read({ API_KEYS, AWS_ENDPOINT_URL: 'http://localhost:4566' }).API_KEYS).toBe(API_KEYS);
    });

    it('is not let in by an empty endpoint', () => {
      expect(() => read({ API_KEYS, AWS_ENDPOINT_URL: '' })).toThrow(/public development key/);
    });
  });
});
