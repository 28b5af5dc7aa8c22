import { describe, expect, it } from '@jest/globals';
import { essenceOf, isMediaType } from './media-type.js';

describe('essenceOf', () => {
  it.each([
    ['image/png', 'image/png'],
    ['IMAGE/PNG', 'image/png'],
    ['text/plain;charset=UTF-8', 'text/plain'],
    ['text/plain ; charset="a;b"', 'text/plain'],
    [' text/csv\t', 'text/csv'],
    ['text/csv;\tx', 'text/csv'],
    ['text/csv;', 'text/csv'],
    ['', ''],
    ['  ', ''],
    [';charset=utf-8', ''],
  ])('makes of %j %j', (declared, essence) => {
    expect(essenceOf(declared)).toBe(essence);
  });

  it.each([
    'png',
    'image/',
    '/png',
    'image/png/x',
    'image/p ng',
    'image/png, text/html',
    'text/plain;charset=é',
    'text/plain;x\r\ny',
    'text/plain;\x7f',
    'text/pläin',
  ])('makes nothing of %j', (declared) => {
    expect(essenceOf(declared)).toBeUndefined();
  });
});

describe('isMediaType', () => {
  const longest = `${'a'.repeat(63)}/${'b'.repeat(63)}`;

  it.each(['a/b', 'application/vnd.x+y_z-1', 'x/y!#$&^', '3/4', longest])('takes %s', (mediaType) => {
    expect(isMediaType(mediaType)).toBe(true);
  });

  it.each([
    '',
    'a',
    'a/',
    'A/b',
    'a/B',
    '.a/b',
    'a/.b',
    'a/b;c',
    'a/b\n',
    ` a/b`,
    `${longest}b`,
    `a${longest}`,
  ])('refuses %j', (mediaType) => {
    expect(isMediaType(mediaType)).toBe(false);
  });
});
