import { detect } from '../any/detect.js';
import { isSniffedAsHtml } from '../any/html.js';
import type { PartStart } from './part-start.js';

/** Documents, archives and programs, by the names that `file-type` has for them. */
const FOREIGN =
  /^(?:application\/(?:x-cfb|x-msdownload|x-elf|x-mach-binary|java-vm|rtf|pdf|wasm|x-ms-shortcut|x-ms-regedit|x-shockwave-flash|vnd\.ms-cab-compressed|x-rar-compressed|x-7z-compressed|x-tar|x-iso9660-image|x-apple-diskimage|vnd\.ms-htmlhelp|vnd\.ms-outlook)|text\/(?:html|x-shellscript))$/;
/** A ZIP; `file-type` looks for what is in it. */
const ZIP = ['PK\x03\x04', 'PK\x05\x06', 'PK\x07\x08'];
/** What imports take for a page, a rich text, a mail, a script, a shortcut or a table, with blanks or a byte order mark before it. */
const TEXTS =
  /^(?:\xef\xbb\xbf)?\s*(?:\{\\rt|(?:mime-version|content-type|content-location|from|subject|date|message-id|x-mailer):|<script|<%|<\?php|<\?xml[^>]*>\s*<\?(?:component|job)|<(?:job|package|component|scriptlet)[\s>]|@echo |#!|\[(?:internetshortcut|shell|autorun|\.shellclassinfo)\]|id;p|web\r?\n1\r?\n)/i;
/** XML that is a document by itself: a page, and Word and Excel in one file. */
const DOCUMENT_ROOTS = /^(?:html|wordDocument|hta:application|job|scriptlet|component)$/i;
/** Excel 2003; its roots differ from today's in their first letter only. */
const FLAT_WORKBOOK = 'Workbook';
const FLAT_PACKAGE = 'http://schemas.microsoft.com/office/2006/xmlPackage';

/** A document, archive, program or script: no part of an Office file begins like one, whatever it is called. */
export async function isForeign(
  { bytes, prolog: { kind, root = '' } }: PartStart,
  isXmlType: boolean,
): Promise<boolean> {
  if (DOCUMENT_ROOTS.test(root) || root === FLAT_WORKBOOK) return true;
  if (root === 'package' && bytes.includes(FLAT_PACKAGE)) return true;
  const start = bytes.subarray(0, 1024).toString('latin1');
  if (kind !== 'not-xml')
    return !isXmlType && (TEXTS.test(start) || (root !== 'svg' && isSniffedAsHtml(bytes)));
  if (ZIP.includes(start.slice(0, 4)) || TEXTS.test(start)) return true;
  const detected = await detect(bytes);
  // Two bytes say "program"; in a font, which is scrambled, they stand by chance.
  if (detected === 'application/x-msdownload') return isExecutable(bytes);
  return detected !== undefined && FOREIGN.test(detected);
}

/** PE format: the offset at 0x3c leads to the header proper. */
function isExecutable(bytes: Buffer): boolean {
  if (bytes.length < 0x40) return true;
  const header = bytes.readUInt32LE(0x3c);
  const signature = bytes.subarray(header, header + 2).toString('latin1');
  return header + 2 > bytes.length ? header < 0x10000 : ['PE', 'NE', 'LE', 'LX'].includes(signature);
}
