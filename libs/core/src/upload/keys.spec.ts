import { describe, expect, it } from '@jest/globals';
import { cleanKey, incomingKey, parseIncomingKey, verdictKey } from './keys.js';

const upload = { tenant: 'acme', id: 'A'.repeat(52) };

describe('keys', () => {
  it('derive from the tenant and the id alone', () => {
    expect([incomingKey(upload), verdictKey(upload), cleanKey(upload)]).toEqual([
      `incoming/acme/${upload.id}`,
      `verdicts/acme/${upload.id}.json`,
      `clean/acme/${upload.id}`,
    ]);
  });

  it('name their upload', () => {
    expect(parseIncomingKey(incomingKey(upload))).toEqual(upload);
  });

  it.each([
    `clean/acme/${upload.id}`,
    `incoming/${upload.id}`,
    `incoming/acme/${upload.id}/x`,
    `incoming/ACME/${upload.id}`,
    `incoming/acme/../${upload.id}`,
    `incoming//${upload.id}`,
    `incoming/acme/${upload.id} `,
    `incoming/acme/short`,
    `x/incoming/acme/${upload.id}`,
    '',
  ])('do not include %j', (key) => {
    expect(parseIncomingKey(key)).toBeUndefined();
  });
});
