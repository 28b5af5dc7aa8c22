import { TextDecoder } from 'node:util';
import { OK, refuse, type Check } from '../../inspection/check.js';
import { isPage } from './page.js';
import { isShortcut } from './shortcut.js';
import { encodingOf } from './text-decoder.js';
import { isWebArchive } from './web-archive.js';

/** What begins like this is text, but not plain text: a browser, a shell or a desktop would make something of it. */
const DISGUISES: readonly [pattern: RegExp, contentType: string][] = [
  [/^<\?(?:xml-|mso-application\s)/i, 'text/xml'],
  [/^<(?:[\w.-]+:)?(?:svg|math|xml|stylesheet|transform)[\s>/:]/i, 'text/xml'],
  [/^<xsl:/i, 'text/xml'],
  // Libraries, saved searches, settings, contacts, Office's and OpenDocument's flat files, told by the root's namespace.
  [/^<[^<>]*\b(?:schemas[.-]microsoft[.-]com|urn:oasis:names:tc:opendocument)\b/i, 'text/xml'],
  [
    /^<(?:libraryDescription|searchConnectorDescription|PCSettings|MMC_ConsoleFile|persistedQuery|OpenSearchDescription|jnlp)[\s>/]/i,
    'text/xml',
  ],
  [/^<(?:\?(?:component|job)\b|scriptlet[\s>/])/i, 'text/scriptlet'],
  [
    /^<(?:component|package|job|registration)[\s>][^]*<(?:script|registration|reference|implements)[\s>/]/i,
    'text/scriptlet',
  ],
  [
    /^<(?:[\w.-]+:)?(?:html|head|body|script|style|title|iframe|object|embed|meta|link|form)[\s>/:]/i,
    'text/html',
  ],
  [/^<!doctype\s+(?:[\w.-]+:)?(?:html|svg|math)\b/i, 'text/html'],
  [/^<hta:/i, 'text/html'],
  [/^<(?:\?php|\?[=\s]|%[@=!\s])/i, 'application/x-httpd-php'],
  [/^#!/, 'text/x-shellscript'],
  [/^@echo\s+off\b/i, 'application/x-bat'],
  // But not a comment of TeX's editors.
  [/^%!(?!\s*TEX\b)/i, 'application/postscript'],
  // Word asks for no more of it.
  [/^\{\\rt/i, 'application/rtf'],
  [/^Windows Registry Editor Version |^REGEDIT4/, 'application/x-ms-regedit'],
  [/^WEB[ \t]*[\r\n]\s*(?:\d+[ \t]*[\r\n]\s*)?(?:[a-z][a-z\d+.-]*:|\\\\)/i, 'text/x-ms-iqy'],
  [/^XLODBC[ \t]*[\r\n]|^QueryType=(?:OLEDB|RemoteODBC|ODBC)\b/i, 'text/x-ms-odc'],
  [/^https?:\/\/[^\s#]+#[^\r\n]*,[ \t]*PublicKeyToken=/i, 'application/x-ms-application'],
  [/^(?:[a-z][\w ]*:[isb]:[^\r\n]*[\r\n]+)*(?:alternate )?full address:s:/i, 'application/x-rdp'],
  [/^TABLE[ \t]*[\r\n]\s*0,1[ \t]*[\r\n]/i, 'application/x-dif'],
  // A header of `ID;Name` is a table's: only with records of its own is it SYLK, which Excel opens under any name.
  [
    /^ID;[^]*?[\r\n](?:[BCF];(?:[^\r\n]*;)?(?:[XY]\d+(?=[;\r\n]|$)|E[\w.]+[(|])|NN;N|O;[A-Z](?=[;\r\n]|$))/,
    'application/x-sylk',
  ],
  [/^(?:mime-version|content-type)\s*:.*\bmultipart\//is, 'multipart/related'],
];

/** What else a program would make something of that goes by the beginning alone: Excel opens a page as a table. */
const NO_DATA: readonly [pattern: RegExp, contentType: string][] = [
  [/^<\?xml[\s?]/i, 'text/xml'],
  [/^<(?:!doctype|img)[\s>/:]/i, 'text/html'],
];
/** XML with a page, a picture or a style sheet in it: without an extension of its own a browser may open it from disk. */
const NO_PROSE: readonly [pattern: RegExp, contentType: string][] = [
  [/^<\?xml\s[^]*\bwww\.w3\.org\/(?:1999\/(?:xhtml|XSL)|2000\/svg)/i, 'text/xml'],
  [/^<[^<>]*\bwww\.w3\.org\/(?:1999\/(?:xhtml|XSL)|2000\/svg|1998\/Math)/i, 'text/xml'],
];

/** XML 1.0, 2.8, and HTML 13.2.5.43: instructions, comments and a document type may stand before the element that says what it is. */
const BEFORE_ROOT = /^(?:<\?[^<>]*\?>|<!--(?:-?>|[^]*?--!?>)|<!doctype\s[^<>[]*>)\s*/i;
/** A licence, a generator, a modeline. */
const MAX_BEFORE_ROOT = 32;

/** No other format that is made of text, HTML above all: that one the signature check sees as well. Reads the head. */
export const disguise = (isProse: boolean): Check => ({
  name: 'text-disguise',
  reads: 'the head',
  codes: ['type-mismatch'],
  run({ reader: { head } }) {
    const start = new TextDecoder(encodingOf(head)).decode(head).trimStart();
    const contentType = contentTypeOf(start, isProse);
    if (contentType === undefined) return OK;
    return { ...refuse('type-mismatch', `The text begins like ${contentType}.`), found: { contentType } };
  },
});

function contentTypeOf(start: string, isProse: boolean): string | undefined {
  if (isShortcut(start)) return 'application/x-url';
  if (isWebArchive(start)) return 'multipart/related';
  const disguises = [...DISGUISES, ...(isProse ? NO_PROSE : NO_DATA)];
  let rest = start;
  for (let count = 0; count <= MAX_BEFORE_ROOT; count++) {
    const found = disguises.find(([pattern]) => pattern.test(rest));
    if (found !== undefined) return found[1];
    const [before] = BEFORE_ROOT.exec(rest) ?? [];
    if (before === undefined) return isProse && isPage(rest, start) ? 'text/html' : undefined;
    rest = rest.slice(before.length);
  }
  return 'text/xml';
}
