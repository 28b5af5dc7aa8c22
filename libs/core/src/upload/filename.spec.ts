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
    ' leading blank.pdf',
    'Where are we?.pdf',
    'report (final) [v2] 50%.pdf',
    '16：30.pdf',
    '👩‍💻 profile.png',
    'heart ❤️',
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
    ['a stream of another file', 'a.exe:b.pdf', 'colons'],
    ['a drive', 'c:a.pdf', 'colons'],
    ['a trailing dot', 'a.exe.', 'end with'],
    ['several trailing dots', 'a.pdf...', 'end with'],
    ['a trailing blank', 'a.exe ', 'end with'],
    ['dots and blanks', 'a.exe . .', 'end with'],
    ['a trailing no-break space', 'a.exe\u00a0', 'end with'],
    ['a trailing ideographic space', 'a.exe\u3000', 'end with'],
    ['a trailing zero-width space', 'a.exe\u200b', 'end with'],
    ['a trailing byte order mark', 'a.exe\ufeff', 'end with'],
    ['a trailing Hangul filler', 'a.exe\u3164', 'end with'],
    ['a trailing soft hyphen', 'a.exe\u00ad', 'end with'],
    ['three dots', '...', 'end with'],
    ['256 bytes', 'ä'.repeat(128), '255 bytes'],
  ])('refuses %s', (_, filename, problem) => {
    expect(filenameProblem(filename)).toContain(problem);
  });
});
