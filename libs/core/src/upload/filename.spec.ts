import { describe, expect, it } from '@jest/globals';
import { filenameProblem } from './filename.js';

describe('filenameProblem', () => {
  it.each([
    'invoice.pdf',
    'Größe – März.docx',
    '請求書.pdf',
    '🧾.pdf',
    'a'.repeat(255),
    '.gitignore',
    'console.pdf',
    'com10.txt',
    'nul-report.pdf',
  ])('welcomes %j', (filename) => {
    expect(filenameProblem(filename)).toBeUndefined();
  });

  it.each([
    ['an empty name', '', 'empty'],
    ['spaces only', '  ', 'empty'],
    ['NUL', 'a\0.pdf', 'control'],
    ['a line break', 'a\r\nX-Evil: 1.pdf', 'control'],
    ['a C1 control', 'a\u0085.pdf', 'control'],
    ['a line separator', 'a\u2028.pdf', 'control'],
    ['half a surrogate pair', 'a\ud800.pdf', 'control'],
    ['a slash', 'a/b.pdf', 'separators'],
    ['a backslash', 'a\\b.pdf', 'separators'],
    ['a right-to-left override', 'invoice\u202efdp.exe', 'bidirectional'],
    ['an isolate', 'a\u2066b.pdf', 'bidirectional'],
    ['this folder', '.', 'relative'],
    ['the folder above', '..', 'relative'],
    ['a device', 'CON', 'device'],
    ['a device with an extension', 'nul.pdf', 'device'],
    ['a device with a space before the dot', 'aux .pdf', 'device'],
    ['a numbered device', 'LPT1.txt', 'device'],
    ['a device with a superscript digit', 'com¹.txt', 'device'],
    ['256 bytes', 'ä'.repeat(128), '255 bytes'],
  ])('refuses %s', (_, filename, problem) => {
    expect(filenameProblem(filename)).toContain(problem);
  });
});
