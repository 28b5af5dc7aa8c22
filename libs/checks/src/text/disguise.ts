import { TextDecoder } from 'node:util';
import { OK, refuse, type Check } from '../check.js';
import { encodingOf } from './text-decoder.js';

/** WHATWG MIME Sniffing 5.2: browsers look at no more. */
const SNIFFED_BYTES = 1445;

/** What begins like this is text, but not plain text: a browser, a shell or a desktop would make something of it. */
const DISGUISES: readonly [pattern: RegExp, contentType: string][] = [
  [/^<\?xml[\s?]/i, 'text/xml'],
  [/^<(?:svg|math|xsl:|xml)[\s>/:]/i, 'text/xml'],
  [/^<(?:!doctype|html|head|body|script|iframe|object|embed|meta|link|img|form|hta:)[\s>/:]/i, 'text/html'],
  [/^<(?:\?php|\?=|%[@=!\s])/i, 'application/x-httpd-php'],
  [/^#!/, 'text/x-shellscript'],
  [/^@echo\s+off\b/i, 'application/x-bat'],
  [/^%!PS/, 'application/postscript'],
  [/^\{\\rtf/, 'application/rtf'],
  [/^\[(?:InternetShortcut|Desktop Entry)\]/i, 'application/x-url'],
  [/^Windows Registry Editor Version |^REGEDIT4/, 'application/x-ms-regedit'],
  [/^(?:mime-version|content-type)\s*:.*\bmultipart\//is, 'multipart/related'],
];

/** No other format that is made of text, HTML above all: that one the signature check sees as well. Reads the head. */
export const disguise: Check = {
  name: 'text-disguise',
  run({ reader: { head } }) {
    const start = new TextDecoder(encodingOf(head)).decode(head.subarray(0, SNIFFED_BYTES)).trimStart();
    const [, contentType] = DISGUISES.find(([pattern]) => pattern.test(start)) ?? [];
    if (contentType === undefined) return OK;
    return { ...refuse('type-mismatch', `begins like ${contentType}`), found: { contentType } };
  },
};
