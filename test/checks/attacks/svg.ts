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
  ...[
    'iso-8859-1',
    'windows-1252',
    'utf-7',
    'utf-16',
    'iso-2022-jp',
    'hz-gb-2312',
    'shift_jis',
    'ebcdic',
  ].map((encoding) =>
    drawing(
      'malformed',
      `a letter beyond ASCII, in ${encoding} as it says`,
      '<title>\u00e9</title>',
      '',
      `<?xml version="1.0" encoding="${encoding}"?>`,
    ),
  ),
  ...['utf-7', 'iso-2022-jp', 'hz-gb-2312', 'ebcdic-cp-us'].map((encoding) =>
    drawing(
      'malformed',
      `ASCII that is no ASCII in ${encoding}`,
      '',
      '',
      `<?xml version="1.0" encoding="${encoding}"?>`,
    ),
  ),
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
  ...[
    '<style/>@import "//x";',
    '<g/>@import "//x";',
    '@imp<g>.</g>ort "//x";',
    '/*<style>*/</style>*/@import "//x";',
    '<x:style xmlns:x="urn:x"></x:style>@im<!-- -->po<?x?><![CDATA[rt]]> "//x";',
    '<style>@import "//x";</style>',
    'a{b:url("\\22#x);mask:url(//x)}',
    'a{b:url("\\1\\1//x")}',
  ].map((style, i) =>
    drawing('external-reference', `a style sheet around others, ${i + 1}`, `<style>${style}</style>`),
  ),
  drawing('external-reference', 'a fragment behind a no-break space', '<use href="&#160;#a"/>'),
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
  ...[
    '<!DOCTYPE svg PUBLIC "x" "http://www.w3.org/x.dtd" [<!ENTITY a "b">]>',
    '<!DOCTYPE svg [ ]>',
    '<!DOCTYPE svg SYSTEM "http://www.w3.org/x.dtd" PUBLIC>',
    '<!DOCTYPE svg PUBLIC "x" "http://www.w3.org/x.dtd" x>',
    '<!DOCTYPE svg><!DOCTYPE svg [<!ENTITY a "b">]>',
  ].map((type) =>
    file('malformed', `a document type that declares something: ${type}`, `${type}<svg ${NS}/>`),
  ),
  file('malformed', 'an entity that nobody declares', `<!DOCTYPE svg><svg ${NS}>&x;</svg>`),
  ...[
    'SYSTEM "file:///etc/passwd"',
    'SYSTEM "http://x/y.dtd"',
    'PUBLIC "-//W3C//DTD SVG 1.1//EN" "//www.w3.org.example/svg11.dtd"',
    'PUBLIC "a" "http://www.w3.org@x/svg11.dtd"',
    'SYSTEM "svg.dtd"',
  ].map((where) =>
    file('external-reference', `definitions elsewhere: ${where}`, `<!DOCTYPE svg ${where}><svg ${NS}/>`),
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
