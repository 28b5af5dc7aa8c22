import { describe, expect, it } from '@jest/globals';
import { findStartOfXref, MAX_BYTES_AFTER_END_OF_FILE } from './file-end.js';

describe('findStartOfXref', () => {
  it.each([
    'startxref\n9\n%%EOF',
    'startxref\r\n9\r\n%%EOF\r\n',
    'startxref 9 %%EOF\n\n\n',
    'startxref\n9\n% a comment\n%%EOF',
    'startxref\n1\n%%EOF\nstartxref\n9\n%%EOF\n',
    `startxref\n9\n%%EOF${'\0'.repeat(MAX_BYTES_AFTER_END_OF_FILE)}`,
  ])('reads %j', (tail) => {
    expect(findStartOfXref(tail)).toBe(9);
  });

  it.each([
    ['startxref\n9\n', 'truncated'],
    ['', 'truncated'],
    ['startxref\n9\n%%EOFx', 'polyglot'],
    ['startxref\n9\n%%EOF\n<html>', 'polyglot'],
    [`startxref\n9\n%%EOF${'\n'.repeat(MAX_BYTES_AFTER_END_OF_FILE + 1)}`, 'malformed'],
    ['9\n%%EOF', 'damaged'],
    ['startxref\n%%EOF', 'damaged'],
    ['startxref\nnine\n%%EOF', 'damaged'],
    ['startxref\n9\n1 0 obj\n%%EOF', 'damaged'],
    [`startxref\n9\n${'%\n'.repeat(1000)}%%EOF`, 'damaged'],
    ['startxref\n99999999999\n%%EOF', 'damaged'],
  ])('refuses %j: %s', (tail, code) => {
    expect(findStartOfXref(tail)).toMatchObject({ rejection: { code } });
  });
});
