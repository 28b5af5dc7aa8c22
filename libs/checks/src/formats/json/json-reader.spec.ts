import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { JsonReader, MAX_DEPTH } from './json-reader.js';

function verdictOn(...pieces: string[]): string {
  const json = new JsonReader();
  for (const piece of pieces) {
    const rejection = json.write(piece);
    if (rejection !== undefined) return rejection.code;
  }
  return json.finish().rejection?.code ?? 'accepted';
}
const isJson = (text: string): boolean => {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
};
const nested = (depth: number): string => '['.repeat(depth) + ']'.repeat(depth);

describe('JSON', () => {
  it.each([
    '{}',
    ' [ ] ',
    '"a\\u00e9\\n\\/"',
    '-0.5e+10',
    '0',
    'true',
    'null',
    '{"a":{"b":[1,2,{"c":null}]},"a":1}',
    nested(MAX_DEPTH),
  ])('is %s', (text) => {
    expect(verdictOn(text)).toBe('accepted');
  });

  it.each([
    '{a:1}',
    "{'a':1}",
    '[1,]',
    '{"a":1,}',
    '{"a"}',
    '01',
    '1.e',
    '+1',
    'NaN',
    'truE',
    '{} {}',
    '[1 2]',
    '"\t"',
    '"\\x"',
    '"\\u00g0"',
    '// x\n{}',
    'alert(1)',
    '[}',
    ']',
    nested(MAX_DEPTH + 1),
    '1'.repeat(1001),
  ])('is not %s', (text) => {
    expect(verdictOn(text)).toBe('malformed');
  });

  it.each(['', ' ', '{', '[1,', '{"a":', '"a', 'tru', '-', '1.', '1e', '["\\u00'])('is cut: %j', (text) => {
    expect(verdictOn(text)).toBe('truncated');
  });

  const almost = fc.oneof(
    fc.json(),
    fc.array(fc.constantFrom(...'{}[]:,"\\ue01-+.tfn \n'), { maxLength: 12 }).map((all) => all.join('')),
    fc
      .tuple(fc.json(), fc.nat(20), fc.constantFrom(...'{}[]:,"\\0-e '))
      .map(([text, at, piece]) => text.slice(0, at) + piece + text.slice(at)),
  );

  it('is what JSON.parse takes for it', () => {
    fc.assert(
      fc.property(almost, (text) => {
        expect(verdictOn(text) === 'accepted').toBe(isJson(text));
      }),
      { numRuns: 2000 },
    );
  });

  it('is the same however it is cut', () => {
    fc.assert(
      fc.property(almost, fc.nat(30), (text, at) => {
        expect(verdictOn(text.slice(0, at), text.slice(at))).toBe(verdictOn(text));
      }),
    );
  });
});
