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
    [
      'a letter with its header',
      TEXT,
      utf8('From: a@b.example\nTo: c@d.example\nSubject: x\nContent-Type: multipart/alternative\n\nHi'),
    ],
    ['settings', TEXT, utf8('; mine\n[Shell]\nprompt = $\n[Version]\nnumber=1\n')],
    ['prose that quotes a shortcut', TEXT, utf8('# Shortcuts\n\n```\n[InternetShortcut]\nURL=x\n```\n')],
    ['Markdown that begins with a tag', TEXT, utf8('<details><summary>x</summary></details>')],
    ['Markdown with a component', TEXT, utf8('<component name="x" />\n\n# Title\n')],
    [
      'XML',
      TEXT,
      utf8('<?xml version="1.0" encoding="UTF-8"?>\n<!-- x -->\n<gpx version="1.1"><trk/></gpx>'),
    ],
    ['XML with a byte order mark', TEXT, utf8('\ufeff<?xml version="1.0"?><note/>')],
    ['XML in UTF-16', TEXT, utf16('<?xml version="1.0" encoding="UTF-16"?>\r\n<note/>')],
    [
      'XML with a document type',
      TEXT,
      utf8('<?xml version="1.0"?><!DOCTYPE plist PUBLIC "-//x" "http://x/p.dtd"><plist/>'),
    ],
    ...[
      '<p align="center"><img src="logo.svg" data-on="x"></p>\n\n# Title\n',
      '<h1 align="center">Title</h1>',
      '<div align="center">\n\n# Title\n</div>',
      '<!-- markdownlint-disable -->\n# Title',
      '<!-- a --><!-- b -->\n<a name="top"></a>\n',
      '<img src="logo.png" width="9">\n# Title',
      '<a href="https://x.example"><img src="x"></a>',
      '<br>\n# Title',
      '<b>Title</b>',
      '<table><tr><td>x</table>',
      '<p>Title</p>\n\n```html\n<script src="x.js"></script>\n```\nUse `<link rel="x">` or ~~~\n',
      '<!-- generated -->\n# Title\n\nFor the web:\n\n    <script src="x.js"></script>\n    <body>\n\nOr not.\n',
      '<img src="x">\n\nIn JavaScript:\n\na < b and on = c\n',
      '<h1>Title</h1>\n\n~~~~\n<body onload="x()">\n~~~~\n',
    ].map((text): [string, string, Buffer] => [`Markdown that begins like ${text}`, TEXT, utf8(text)]),
    ...[
      '\x1b[32mINFO\x1b[0m started\n',
      '\x1b[1;31m\x1b[Kerror:\x1b[m\x1b[K x\r\n',
      '\x1b[38;5;208mx\x1b[48;2;1;2;3my\x1b[4:3mz\x1b[0m',
      '\x1b[?25l\x1b[2K\x1b[1Gdone\x1b[?25h',
      `${'a'.repeat(16 * 1024 - 2)}\x1b[31mred\x1b[0m${'\x1b[1mb'.repeat(20_000)}`,
    ].map((text, i): [string, string, Buffer] => [`a log with colours ${i}`, TEXT, utf8(text)]),
    ['a log with colours in UTF-16', TEXT, utf16('\x1b[32mOK\x1b[0m')],
    ["a comment for TeX's editors", TEXT, utf8('%!TEX root = main.tex\n')],
    ['notes about the web', TEXT, utf8('WEB\n1 page\nhttp://x/')],
    ['a calendar', TEXT, utf8('BEGIN:VCALENDAR\r\nVERSION:2.0\r\nEND:VCALENDAR\r\n')],
    ['%PDF where no reader looks', TEXT, utf8(`${'x'.repeat(1032)}%PDF-1.4`)],
    ['a table with a column ID', CSV, utf8('ID;Name\r\nC;Kate\r\nP;Xaver\r\n')],
    ['a table that says what ends its cells', CSV, utf8('sep=|\r\na|b\r\n1|-2\r\n')],
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
    expect(result).toMatchObject({ contentType, warnings: [] });
  });

  it.each(['sep=^\n1^=cmd|x', 'SEP=|\r\n1|@SUM(A1)', '\ufeff"sep=:"\n1:=A1', 'sep=\u00a7\n1\u00a7+A1'])(
    'that starts formulas behind a separator of its own is accepted with a warning: %j',
    async (text) => {
      const { result } = await inspect(utf8(text), CSV);
      expect(result).toMatchObject({
        warnings: [{ code: 'csv-formula', detail: expect.stringMatching(/: 1\.$/) }],
      });
    },
  );

  it('that starts formulas is accepted with one warning', async () => {
    const { result } = await inspect(utf8('name,=cmd|x\r\n"@SUM(A1)",-2+3\r\n'), CSV);
    expect(result).toMatchObject({
      warnings: [{ code: 'csv-formula', detail: expect.stringMatching(/: 3\.$/) }],
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
    ...[
      '<?xml version="1.0"?>\n<!-- x -->\n<html/>',
      '<?xml version="1.0"?><!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" "x"><x/>',
      '<?xml version="1.0"?><!DOCTYPE x><svg onload="alert(1)"/>',
      '<?xml version="1.0"?><!DOCTYPE h:html><x/>',
      '<?xml version="1.0"?><?xml-stylesheet href="x.xsl"?><x/>',
      '<?xml version="1.0"?><x xmlns="http://www.w3.org/1999/xhtml"><script/></x>',
      '<?xml version="1.0"?><x xmlns:s="http://www.w3.org/2000/svg"/>',
      '<?xml version="1.0"?><xsl:stylesheet/>',
      '<?xml version="1.0"?><x><h:script xmlns:h="http://www.w3.org/1999/xhtml">alert(1)</h:script></x>',
      '<?xml version="1.0"?><t:transform xmlns:t="http://www.w3.org/1999/XSL/Transform"/>',
      '<?xml version="1.0"?><?mso-application progid="Word.Document"?><x/>',
      '<?xml version="1.0"?><?php system($_GET[0]);',
      '<?xml version="1.0"?><scriptlet/>',
      '<?xml version="1.0"?><?job x?><x/>',
      `<?xml version="1.0"?>${'<!---->'.repeat(40)}<html>`,
      '<!--><script>alert(1)</script>-->',
      '<!---><script>alert(1)</script>-->',
      '<!-- x --!><script>alert(1)</script>-->',
      '<!-- a -->\n<html>',
      '<p><script>alert(1)</script>',
      '<p>\n\n<img src=x onerror=alert(1)>',
      '<p><img/onerror="alert(1)"src=x>',
      '<a href="JavaScript:alert(1)">x</a>',
      '<div><iframe src="x">',
      '<h1>x</h1><meta http-equiv="refresh" content="0;url=x">',
      '<img src=x onerror=alert(1)>',
      '<b><form action="x">',
      '<style>x{}</style><b>',
      '<title>x</title>',
      '<p>```\n<script>alert(1)</script>',
      '<div>\n\n    <script>alert(1)</script>\n</div>',
      '<p># x\n\n    <script>alert(1)</script>',
      '<p>\n# x\n    <script>alert(1)</script>',
      '<b>\n# x\n\n  <script>alert(1)</script>',
    ].map((text): [RejectionCode, string, string, Buffer] => [
      'type-mismatch',
      `a page that begins like ${text.slice(0, 120)}`,
      TEXT,
      utf8(text),
    ]),
    ['type-mismatch', 'a page with colours in UTF-16', TEXT, utf16('<p><script>alert("\x1b[1m")</script>')],
    [
      'type-mismatch',
      'a page in UTF-16 without a byte order mark',
      TEXT,
      Buffer.from('<p><script>', 'utf16le'),
    ],
    ['type-mismatch', 'a page by way of ISO-2022-JP', TEXT, utf8('<p title="\x1b$B">\x1b(B<script>')],
    ['type-mismatch', 'a table that is a page', CSV, utf8('<table><tr><td>=cmd|x</table>')],
    ['type-mismatch', 'a table that is XML', CSV, utf8('<?xml version="1.0"?><x/>')],
    ['type-mismatch', 'a table with colours', CSV, utf8('\x1b[31ma,b')],
    ...[
      '\x1b[2J',
      '\x1b[1A',
      '\x1b[6n',
      '\x1b[c',
      '\x1b[5i',
      '\x1b[22;0t',
      '\x1b]52;c;eA==\x07',
      '\x1b]8;;file://x\x1b\\',
      '\x1bP$q\x1b\\',
      '\x1bc',
      '\x1b',
      '\x1b[31',
      '\x1b\x1b[m[m',
      `\x1b[${'1;'.repeat(40)}m`,
      '\x1b[32mOK\x1b[0m\x1b]0;x\x07',
    ].map((text): [RejectionCode, string, string, Buffer] => [
      'type-mismatch',
      `commands for a terminal: ${JSON.stringify(text)}`,
      TEXT,
      utf8(text),
    ]),
    ['type-mismatch', 'a PHP page', TEXT, utf8('<?php system($_GET[0]);')],
    ['type-mismatch', 'a shell script', TEXT, utf8('#!/bin/sh\nrm -rf /')],
    ['type-mismatch', 'a batch file', TEXT, utf8('@echo off\r\ndel *')],
    ['type-mismatch', 'rich text', TEXT, utf8('{\\rtf1\\ansi}')],
    ['type-mismatch', 'PostScript', TEXT, utf8('%!PS-Adobe-3.0')],
    ['type-mismatch', 'an Internet shortcut', TEXT, utf8('[InternetShortcut]\r\nURL=file://x')],
    [
      'type-mismatch',
      "Chrome's own MHTML",
      TEXT,
      utf8(
        'From: <Saved by Blink>\r\nSubject: x\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\ttype="text/html"\r\n\r\n',
      ),
    ],
    [
      'type-mismatch',
      'MHTML whose type is folded',
      TEXT,
      utf8('X: y\nContent-Type:\n multipart/related; x\n\n'),
    ],
    [
      'type-mismatch',
      'MHTML of one part',
      TEXT,
      utf8('Date: x\nContent-Location: http://x/\nContent-Type: text/html\n\n<p>'),
    ],
    [
      'type-mismatch',
      'MHTML of parts that are not related',
      TEXT,
      utf8(
        'From: <Saved by Blink>\nSnapshot-Content-Location: http://x/\nContent-Type: multipart/mixed; x\n\n',
      ),
    ],
    ['type-mismatch', 'an HTML application', TEXT, utf8('<hta:application id="x">')],
    ['type-mismatch', 'a picture behind an instruction', TEXT, utf8('<?x y?>\n<x:svg xmlns:x="x">')],
    [
      'type-mismatch',
      'a workbook behind an instruction',
      TEXT,
      utf8('<?mso-application progid="Excel.Sheet"?>'),
    ],
    [
      'type-mismatch',
      'a picture with script and a prefix',
      TEXT,
      utf8('<x:svg xmlns:x="http://www.w3.org/2000/svg">'),
    ],
    ['type-mismatch', 'a page with a prefix', TEXT, utf8('<h:html xmlns:h="http://www.w3.org/1999/xhtml">')],
    [
      'type-mismatch',
      "Explorer's commands",
      TEXT,
      utf8('[Shell]\r\nCommand=2\r\nIconFile=\\\\x\\y.ico\r\n[Taskbar]\r\n'),
    ],
    ['type-mismatch', "a folder's settings", TEXT, utf8('; x\r\n[.ShellClassInfo]\r\nIconResource=\\\\x\\y')],
    [
      'type-mismatch',
      'a shortcut behind its properties',
      TEXT,
      utf8('[{000214A0-0000-0000-C000-000000000046}]\r\nProp3=19,9\r\n'),
    ],
    [
      'type-mismatch',
      'a shortcut behind another section',
      TEXT,
      utf8('[x]\r\na=b\r\n[InternetShortcut]\r\nURL=file://x'),
    ],
    [
      'type-mismatch',
      'a shortcut behind blanks',
      TEXT,
      utf8(`${' '.repeat(5_000)}[InternetShortcut]\r\nURL=file://x`),
    ],
    ['type-mismatch', "a driver's setup", TEXT, utf8('[version]\r\nsignature="$CHICAGO$"\r\n')],
    ['type-mismatch', 'what runs on insertion', TEXT, utf8('[AutoRun]\r\nopen=x.exe')],
    ['type-mismatch', 'a web query', TEXT, utf8('WEB\r\n1\r\nhttp://x/\r\n')],
    [
      'type-mismatch',
      'a library',
      TEXT,
      utf8('<libraryDescription xmlns="http://schemas.microsoft.com/windows/2009/library">'),
    ],
    ['type-mismatch', 'a saved search', TEXT, utf8('<searchConnectorDescription>')],
    [
      'type-mismatch',
      "Office's flat XML",
      TEXT,
      utf8('<w:wordDocument xmlns:w="http://schemas.microsoft.com/office/word/2003/wordml">'),
    ],
    [
      'type-mismatch',
      'a flat OpenDocument',
      TEXT,
      utf8('<o:document xmlns:o="urn:oasis:names:tc:opendocument:xmlns:office:1.0">'),
    ],
    ['type-mismatch', 'a scriptlet', TEXT, utf8('<scriptlet><registration progid="x"/>')],
    [
      'type-mismatch',
      'a scriptlet as a component',
      TEXT,
      utf8('<component id="x">\n<script language="JScript">'),
    ],
    ['type-mismatch', 'a Windows script', TEXT, utf8('<job id="x"><script language="VBScript">')],
    ['type-mismatch', 'rich text with a short header', TEXT, utf8('{\\rt\\ansi}')],
    ['type-mismatch', 'a remote desktop by its other key', TEXT, utf8('alternate full address:s:x\r\n')],
    ['type-mismatch', 'a web query without a version', CSV, utf8('WEB\r\nhttps://x.example/')],
    ['type-mismatch', 'a theme', TEXT, utf8('[MasterThemeSelector]\r\nMTSM=DABJDKT\r\n')],
    ['type-mismatch', 'a theme with a picture elsewhere', TEXT, utf8('[Theme]\r\nBrandImage=\\\\x\\y\r\n')],
    ['type-mismatch', 'a saved search', TEXT, utf8('<?xml version="1.0"?><persistedQuery version="1.0"/>')],
    ['type-mismatch', 'a search elsewhere', TEXT, utf8('<?xml version="1.0"?><OpenSearchDescription/>')],
    ['type-mismatch', 'a remote desktop', TEXT, utf8('screen mode id:i:2\r\nfull address:s:x\r\n')],
    ['type-mismatch', 'PostScript without a version', TEXT, utf8('%!\n(x) run')],
    [
      'type-mismatch',
      'SYLK for a table',
      CSV,
      utf8('ID;P\nO;E\nNN;NAuto_open;ER101C1\nC;X1;Y101;EEXEC("calc")\nE\n'),
    ],
    ['type-mismatch', 'SYLK for text', TEXT, utf8('ID;PWXL\r\nC;X1;Y1;K1\r\nE\r\n')],
    ['type-mismatch', 'SYLK that goes to a cell', CSV, utf8('ID;P\nF;X1;Y1\nC;K0;E1+1\nE\n')],
    ['type-mismatch', 'SYLK with data of a program', CSV, utf8('ID;P\nC;K0;EMSEXCEL|a!b\nE\n')],
    ['type-mismatch', "a database's query", TEXT, utf8('XLODBC\r\n1\r\nDRIVER=x;SERVER=x\r\nSELECT 1\r\n')],
    ['type-mismatch', 'a query by OLE DB', TEXT, utf8('QueryType=OLEDB\r\nVersion=1\r\n')],
    [
      'type-mismatch',
      'a link to a database',
      TEXT,
      Buffer.from('\ufeff[oledb]\r\n; x\r\nProvider=x', 'utf16le'),
    ],
    [
      'type-mismatch',
      'a theme',
      TEXT,
      utf8('[Theme]\r\nDisplayName=x\r\n[Control Panel\\Desktop]\r\nWallpaper=\\\\x\\y.jpg\r\n'),
    ],
    ['type-mismatch', 'a theme with styles', TEXT, utf8('[VisualStyles]\r\nPath=\\\\x\\y')],
    [
      'type-mismatch',
      'an application from a server',
      TEXT,
      utf8(
        'http://x/a.application#a.application, Culture=neutral, PublicKeyToken=0, processorArchitecture=msil',
      ),
    ],
    [
      'type-mismatch',
      'what runs on insertion, on one kind of machine',
      TEXT,
      utf8('[AutoRun.amd64]\r\nopen=x'),
    ],
    ['type-mismatch', 'a remote application', TEXT, utf8('[WFClient]\r\nVersion=2\r\n')],
    [
      'type-mismatch',
      'a console',
      TEXT,
      utf8('<?xml version="1.0"?>\n<MMC_ConsoleFile ConsoleVersion="3.0">'),
    ],
    [
      'type-mismatch',
      'a program of Java from a server',
      TEXT,
      utf8('<jnlp spec="1.0+" codebase="http://x">'),
    ],
    ['type-mismatch', 'DIF for a table', CSV, utf8('TABLE\r\n0,1\r\n"EXCEL"\r\n')],
    ['polyglot', 'a PDF without a version', TEXT, utf8('x\n%PDF\n1 0 obj')],
    ['polyglot', 'a PDF at the last byte readers look at', TEXT, utf8(`${'x'.repeat(1028)}%PDF`)],
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

describe('text in Windows-1252', () => {
  const policy = { encodings: ['windows-1252'] } as const;
  const warnings = [{ code: 'windows-1252', detail: 'The text is in Windows-1252, not in UTF-8.' }];
  const latin = (text: string): Buffer => Buffer.from(text, 'latin1');

  it.each<[string, string, Buffer]>([
    ['a table', CSV, latin('Name;Straße\r\nJürgen;\x80 5\r\n')],
    ['a letter that ends in a letter of its own', TEXT, latin('Déjà')],
    ['a letter that has one after a first read', TEXT, latin(`${'a'.repeat(600_000)}é ${'b'.repeat(9)}`)],
    ['a letter with quotation marks', TEXT, latin('\x93x\x94 \x96 \x85')],
    ['a log with colours', TEXT, latin('\x1b[31mfür\x1b[0m')],
  ])('is accepted where the policy says so, with a warning: %s', async (_, contentType, bytes) => {
    const { result } = await inspect(bytes, contentType, { policy });
    expect(result).toMatchObject({ contentType, warnings });
    expect((await inspect(bytes, contentType)).result).toMatchObject({ rejection: { code: 'malformed' } });
  });

  it('is still looked at for formulas', async () => {
    const { result } = await inspect(latin('für,=cmd|x\r\n'), CSV, { policy });
    expect(result).toMatchObject({ warnings: [{ code: 'csv-formula' }, ...warnings] });
  });

  it.each([utf8('grün'), utf8('\ufeffa'), utf8('a'), utf16('ü'), utf8('😀'), utf8('a€')])(
    'is not what is UTF-8 or UTF-16: %p',
    async (bytes) => {
      const { result } = await inspect(bytes, TEXT, { policy });
      expect(result).toMatchObject({ contentType: TEXT, warnings: [] });
    },
  );

  it.each<[RejectionCode, string, string, Buffer]>([
    ['malformed', 'UTF-8 and then not', TEXT, latin('\xc3\xbc \xe9 x')],
    ['malformed', 'a byte that it has no character for', TEXT, latin('é \x81')],
    ['malformed', 'UTF-16 with half a pair', TEXT, Buffer.from('\ufeff\ud800a', 'utf16le')],
    ['malformed', 'JSON', JSON_TYPE, latin('{"a": "é"}')],
    ['type-mismatch', 'a NUL', TEXT, latin('é\0')],
    ['type-mismatch', 'a page', TEXT, latin('<p>é<script>alert(1)</script>')],
    ['type-mismatch', 'a page in a table', CSV, latin('<html>é')],
    ['type-mismatch', 'a shortcut', TEXT, latin('; é\r\n[InternetShortcut]\r\nURL=file://x')],
    ['type-mismatch', 'MHTML', TEXT, latin('Subject: é\nContent-Type: multipart/related; x\n\n')],
    ['type-mismatch', 'a picture', TEXT, latin('\x89PNG\r\n\x1a\n')],
  ])('does not make %s of a hostile file: %s', async (code, _, contentType, bytes) => {
    const { result } = await inspect(bytes, contentType, { policy });
    expect(result).toMatchObject({ rejection: { code } });
  });
});

describe('what is read of text', () => {
  it('is all of it, once', async () => {
    const bytes = utf8('a,b\n'.repeat(500_000));
    const { source } = await inspect(bytes, CSV);
    expect(source.requests.length).toBeLessThanOrEqual(2);
  });
});
