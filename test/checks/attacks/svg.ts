import type { RejectionCode } from '#core';
import { SVG } from '../genuine/svg.js';
import type { Attack } from '../sample.js';

const NS = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"';
const file = (code: RejectionCode, name: string, text: string): Attack => ({
  code,
  name,
  contentType: SVG,
  bytes: () => Buffer.from(text),
});
const drawing = (code: RejectionCode, name: string, content: string, attributes = '', prolog = ''): Attack =>
  file(code, name, `${prolog}<svg ${NS} ${attributes}>${content}</svg>`);

export const svgAttacks: readonly Attack[] = [
  drawing('active-content', 'a script', '<script>alert(1)</script>'),
  drawing(
    'active-content',
    'a script behind a prefix',
    '<s:script xmlns:s="http://www.w3.org/2000/svg">alert(1)</s:script>',
  ),
  drawing(
    'active-content',
    'a script of XHTML',
    '<x:script xmlns:x="http://www.w3.org/1999/xhtml">alert(1)</x:script>',
  ),
  drawing(
    'active-content',
    'a page in it',
    '<foreignObject><p xmlns="http://www.w3.org/1999/xhtml">x</p></foreignObject>',
  ),
  drawing('active-content', 'a handler of the root', '', 'onload="alert(1)"'),
  drawing(
    'active-content',
    'a handler spelled with references',
    '<a xlink:href="&#106;avascript&#58;alert(1)"/>',
  ),
  drawing('active-content', 'a link that is a script', '<a href="javascript:alert(1)"/>'),
  drawing(
    'active-content',
    'a link that is a script with line breaks',
    '<a href=" java&#10;script:alert(1)"/>',
  ),
  drawing(
    'active-content',
    'an animation that sets a handler',
    '<set attributeName="onmouseover" to="alert(1)"/>',
  ),
  drawing(
    'active-content',
    'an animation that makes a link a script',
    '<a><animate attributeName="xlink:href" values="javascript:alert(1)"/></a>',
  ),
  drawing('active-content', 'a style that runs', '<style>a{width:expression(alert(1))}</style>'),
  drawing('external-reference', 'a picture from elsewhere', '<image href="https://example.com/x.png"/>'),
  drawing('external-reference', 'a picture from the same place', '<image href="x.png"/>'),
  drawing('external-reference', 'a shape of another file', '<use href="//example.com/x.svg#a"/>'),
  drawing('external-reference', 'a style sheet', '<style>@import "https://example.com/x.css";</style>'),
  drawing('external-reference', 'a style sheet spelled with escapes', '<style>@\\69mport "//x";</style>'),
  drawing('external-reference', 'a background', '<g style="background:u\\72l(//example.com/x)"/>'),
  drawing('external-reference', 'a background in pieces', '<style>a{b:url(<!-- -->//example.com/x)}</style>'),
  drawing('external-reference', 'a fill', '<g fill="url(https://example.com/x#a)"/>'),
  drawing('external-reference', 'an image set', '<g style="mask:image-set(\'//x\' 1x)"/>'),
  drawing('external-reference', 'a base', '', 'xml:base="https://example.com/"'),
  drawing(
    'external-reference',
    'a style sheet by instruction',
    '',
    '',
    '<?xml-stylesheet href="https://example.com/x.xsl" type="text/xsl"?>',
  ),
  drawing('embedded-object', 'a page by data URL', '<use href="data:text/html,x"/>'),
  drawing('embedded-object', 'another SVG by data URL', '<image href="data:image/svg+xml;base64,AAAA"/>'),
  file(
    'malformed',
    'a document type',
    `<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]><svg ${NS}>&x;</svg>`,
  ),
  file(
    'malformed',
    'entities that explode',
    `<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><svg ${NS}/>`,
  ),
  file('malformed', 'a tag that is not closed', `<svg ${NS}><g></svg>`),
  file('malformed', 'something behind it', `<svg ${NS}/><script>alert(1)</script>`),
  file('malformed', 'elements nested without end', `<svg ${NS}>${'<g>'.repeat(300)}`),
  file('type-mismatch', 'no namespace', '<svg><g/></svg>'),
  file('type-mismatch', 'a page', '<html><svg/></html>'),
  file('type-mismatch', 'a root that is only called so', '<svg xmlns="http://www.w3.org/1999/xhtml"/>'),
];
