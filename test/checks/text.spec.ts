import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { RejectionCode } from '#core';
import { inspect, verdictOn } from './inspect.js';
import { buildZip } from './zip-builder.js';

const [TEXT, CSV, JSON_TYPE] = ['text/plain', 'text/csv', 'application/json'];
const utf8 = (text: string): Buffer => Buffer.from(text);
const utf16 = (text: string): Buffer => Buffer.from(`\ufeff${text}`, 'utf16le');
const deep = (depth: number): Buffer => utf8('['.repeat(depth) + ']'.repeat(depth));

describe('genuine text', () => {
  it.each<[string, string, Buffer]>([
    ['a letter', TEXT, utf8('Dear all,\r\n\tgrüße 😀\f\n')],
    ['one character', TEXT, utf8('a')],
    ['a byte order mark', TEXT, utf8('\ufeffa')],
    ['UTF-16', TEXT, utf16('日本')],
    ['UTF-16, big end first', TEXT, utf16('日本').swap16()],
    ['what begins like a bitmap or a program', TEXT, utf8('BMW and MZ are letters')],
    ['talk about <html>', TEXT, utf8('The element <html> comes first; #!/bin/sh does not.')],
    ['more than a first read, cut within characters', TEXT, utf8('ä日😀'.repeat(100_000))],
    ['a table', CSV, utf8('a,b\r\n1,"x ""y"""\r\n-3,+4.5e3\r\n')],
    ['a table with a byte order mark', CSV, utf8('\ufeffa;b\r\n1;2\r\n')],
    ['an Excel "Unicode Text"', CSV, utf16('a\tb\r\n')],
    ['JSON', JSON_TYPE, utf8('{"a": [1, -2.5e3, "<html>", null, true], "a": {}}')],
    ['JSON with a byte order mark', JSON_TYPE, utf8('\ufeff{}')],
    ['JSON of 256 levels', JSON_TYPE, deep(256)],
    [
      'a large JSON',
      JSON_TYPE,
      utf8(JSON.stringify(Array.from({ length: 30_000 }, (_, i) => ({ i, ü: '😀' })))),
    ],
  ])('is accepted: %s', async (_, contentType, bytes) => {
    const { result } = await inspect(bytes, contentType);
    expect(result).toMatchObject({ contentType, disposition: 'attachment', warnings: [] });
  });

  it('that starts formulas is accepted with one warning', async () => {
    const { result } = await inspect(utf8('name,=cmd|x\r\n"@SUM(A1)",-2+3\r\n'), CSV);
    expect(result).toMatchObject({
      warnings: [{ code: 'csv-formula', detail: expect.stringMatching(/: 3$/) }],
    });
  });
});

describe('hostile text', () => {
  it.each<[RejectionCode, string, string, Buffer]>([
    ['type-mismatch', 'a web page', TEXT, utf8('<!DOCTYPE html><p>')],
    ['type-mismatch', 'a web page behind blanks', CSV, utf8(' \r\n\t<HTML>')],
    ['type-mismatch', 'a web page in UTF-16', TEXT, utf16('<script>alert(1)</script>')],
    ['type-mismatch', 'a picture with script', TEXT, utf8('<svg onload="alert(1)">')],
    ['type-mismatch', 'XML, which may be a web page', TEXT, utf8('<?xml version="1.0"?><html/>')],
    ['type-mismatch', 'a PHP page', TEXT, utf8('<?php system($_GET[0]);')],
    ['type-mismatch', 'a shell script', TEXT, utf8('#!/bin/sh\nrm -rf /')],
    ['type-mismatch', 'a batch file', TEXT, utf8('@echo off\r\ndel *')],
    ['type-mismatch', 'rich text', TEXT, utf8('{\\rtf1\\ansi}')],
    ['type-mismatch', 'PostScript', TEXT, utf8('%!PS-Adobe-3.0')],
    ['type-mismatch', 'an Internet shortcut', TEXT, utf8('[InternetShortcut]\r\nURL=file://x')],
    ['type-mismatch', 'an MHTML page', TEXT, utf8('MIME-Version: 1.0\nContent-Type: multipart/related; x')],
    ['polyglot', 'a PDF', TEXT, utf8('%PDF-1.4\n1 0 obj')],
    ['type-mismatch', 'an archive', TEXT, buildZip([{ name: 'a', content: 'a' }])],
    ['type-mismatch', 'a program', CSV, Buffer.from('MZ\x90\0\x03\0\0\0', 'latin1')],
    ['type-mismatch', 'a NUL', TEXT, utf8('a\0')],
    ['type-mismatch', 'a NUL at the end of much', TEXT, utf8(`${'a'.repeat(500_000)}\0`)],
    ['type-mismatch', 'commands for a terminal', TEXT, utf8('\x1b]0;title\x07')],
    ['malformed', 'Latin-1', CSV, Buffer.from('grün;', 'latin1')],
    ['truncated', 'a character that is cut', TEXT, utf8('aü').subarray(0, 2)],
    ['malformed', 'script for JSON', JSON_TYPE, utf8('alert(1)')],
    ['malformed', 'JSON and more', JSON_TYPE, utf8('{}{}')],
    ['malformed', 'JSON that nests too deep', JSON_TYPE, deep(257)],
    ['malformed', 'JSON that nests endlessly', JSON_TYPE, deep(100_000)],
    ['malformed', 'a number without end', JSON_TYPE, utf8('1'.repeat(300_000))],
    ['truncated', 'JSON that is cut', JSON_TYPE, utf8('{"a": [1, 2')],
    ['truncated', 'blanks for JSON', JSON_TYPE, utf8(' \n')],
  ])('is refused with %s: %s', async (code, _, contentType, bytes) => {
    const { result } = await inspect(bytes, contentType);
    expect(result).toMatchObject({ rejection: { code } });
  });

  it('is never a crash', async () => {
    const bytes = fc.oneof(
      fc.uint8Array({ minLength: 1 }),
      fc.string({ unit: 'binary', minLength: 1 }).map(utf8),
    );
    await fc.assert(
      fc.asyncProperty(bytes, fc.constantFrom(TEXT, CSV, JSON_TYPE), async (any, contentType) => {
        expect(typeof (await verdictOn(any, contentType))).toBe('string');
      }),
    );
  });
});

describe('what is read of text', () => {
  it('is all of it, once', async () => {
    const bytes = utf8('a,b\n'.repeat(500_000));
    const { source } = await inspect(bytes, CSV);
    expect(source.requests.length).toBeLessThanOrEqual(2);
  });
});
