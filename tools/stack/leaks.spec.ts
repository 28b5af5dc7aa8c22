import { describe, expect, it } from '@jest/globals';
import { leakFinder } from './leaks.js';

const isLeak = leakFinder(['local-dev-key']);
const DIGEST = 'ed5a18fb8f807f996d649e379d3f35f39c543a91bdbf88c492f2ebd10d4df86c';

describe('a line of a log', () => {
  it.each([
    ['a secret', 'gateway | {"key":"local-dev-key"}'],
    ['a presigned URL', 'PUT http://x/?X-Amz-Credential=test%2F20301231'],
    ['a signature alone', `the signature ${DIGEST} does not match`],
    ['a hashed key', `local:${DIGEST}`],
    ['a header', '"authorization":"Bearer x"'],
  ])('that has %s in it is a leak', (_, line) => {
    expect(isLeak(line)).toBe(true);
  });

  it('about an upload is none', () => {
    const id = 'q3nGmLw2T1yzX0aUoYfRNgAAaR7yKzQ7v2cXkD0uVtY8bJm1HsPe';
    const line = `scanner | {"context":"Scan","message":{"tenant":"local","id":"${id}","etag":"${'a'.repeat(32)}"}}`;
    expect(isLeak(line)).toBe(false);
  });

  it('cannot be looked through for what is too short', () => {
    expect(() => leakFinder(['test'])).toThrow(RangeError);
  });
});
