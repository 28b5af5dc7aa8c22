import { describe, expect, it } from '@jest/globals';
import { gatewaySettings } from './gateway-settings.js';

const origins = (CORS_ORIGINS?: string, CORS_ORIGIN = 'https://bucket.example') =>
  gatewaySettings(
    {
      API_KEYS: '',
      ID_SECRETS: 'x'.repeat(32),
      RATE_LIMIT_PER_MINUTE: 0,
      SESSION_RATE_LIMIT_PER_MINUTE: 0,
      CORS_ORIGIN,
      ...(CORS_ORIGINS !== undefined && { CORS_ORIGINS }),
    },
    new Map(),
  ).corsOrigins;

describe('the origins whose pages may ask', () => {
  it.each([
    ['https://a.example, http://localhost:5173', ['https://a.example', 'http://localhost:5173']],
    ['*', '*'],
    ['none', []],
    [undefined, ['https://bucket.example']],
  ])('are those of CORS_ORIGINS=%s', (set, expected) => {
    expect(origins(set)).toEqual(expected);
  });

  it('are all where the bucket knows all', () => {
    expect(origins(undefined, '*')).toBe('*');
  });
});
