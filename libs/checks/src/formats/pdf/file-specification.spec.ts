import { describe, expect, it } from '@jest/globals';
import { leadsElsewhere } from './file-specification.js';

describe('leadsElsewhere', () => {
  it.each([
    '/a',
    '//s/a',
    '\\\\s\\a',
    '\\a',
    'C:\\a',
    'c:a',
    'http://a',
    'file:a',
    ' /a',
    '\xfe\xff\0/\0a',
    '\xff\xfe\\\0',
    '\xfe\xff\0\x1b\0e\0n\0\x1b\0/',
    '\x1b/',
  ])('is true of %j', (file) => {
    expect(leadsElsewhere(file)).toBe(true);
  });

  it.each(['a.pdf', '../a.pdf', 'b/c d.pdf', './a.pdf', 'a(1).pdf', '1:a', '', '\xfe\xff\0a'])(
    'is false of %j',
    (file) => {
      expect(leadsElsewhere(file)).toBe(false);
    },
  );
});
