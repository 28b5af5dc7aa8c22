import { describe, expect, it } from '@jest/globals';
import { isInside } from './archive-links.js';

describe('a symbolic link in an archive', () => {
  it.each([
    ['link', 'file'],
    ['a/link', '../file'],
    ['a/b/link', '../../c/./d'],
    ['a/./link', '..'],
  ])('stays inside: %s -> %s', (name, target) => {
    expect(isInside(name, target)).toBe(true);
  });

  it.each([
    ['link', '/etc/passwd'],
    ['link', '..'],
    ['a/link', '../../file'],
    ['a/link', 'b/../../file'],
    ['a/link', '..\\..\\file'],
    ['link', 'C:\\file'],
    ['link', ''],
    ['./link', '../file'],
  ])('leads out: %s -> %s', (name, target) => {
    expect(isInside(name, target)).toBe(false);
  });
});
