import { globSync, readFileSync } from 'node:fs';
import sharp from 'sharp';
import type { Sample } from '../sample.js';

export const SVG = 'image/svg+xml';
const NS = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"';

const sample = (name: string, bytes: Sample['bytes']): Sample => ({ name, contentType: SVG, bytes });
const drawing = (name: string, content: string, prolog = '', attributes = ''): Sample =>
  sample(name, () => Buffer.from(`${prolog}<svg ${NS} ${attributes}>${content}</svg>`));

const shipped: readonly Sample[] = globSync('node_modules/**/*.svg')
  // Text of a page in a drawing is refused, as diagrams.net writes it.
  .filter((path) => !readFileSync(path, 'utf8').includes('<foreignObject'))
  .map((path) => sample(path.replace('node_modules/', ''), () => readFileSync(path)));

export const genuineSvg: readonly Sample[] = [
  drawing(
    'shapes',
    '<path d="M0 0L9 9" fill="url(#g)"/><use xlink:href="#a"/>',
    '<?xml version="1.0" encoding="UTF-8"?>\n',
  ),
  ...['iso-8859-1', 'ISO-8859-15', 'windows-1252', 'latin1'].map((encoding) =>
    drawing(`ASCII that it calls ${encoding}`, '<g/>', `<?xml version="1.0" encoding="${encoding}"?>`),
  ),
  drawing('a comment first', '<g/>', '<!-- Generator: Sketch -->'),
  ...[
    '<!DOCTYPE svg>',
    '<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">',
    "<!DOCTYPE svg PUBLIC '-//W3C//DTD SVG 1.0//EN' 'http://www.w3.org/TR/2001/REC-SVG-20010904/DTD/svg10.dtd'>",
    '<!DOCTYPE svg SYSTEM "https://www.w3.org/TR/2000/03/WD-SVG-20000303/DTD/svg-20000303-stylable.dtd" >',
  ].map((type) =>
    drawing(`a document type that declares nothing: ${type}`, '<g/>', `<?xml version="1.0"?>\n${type}\n`),
  ),
  drawing('a style sheet', '<style>.a{fill:url(#b)} /* @charset */ .b{font:12px x}</style>'),
  drawing('a style sheet in CDATA', '<style type="text/css"><![CDATA[.a > .b{fill:red}]]></style>'),
  drawing('links', '<a href="https://example.com/"><text>x</text></a><a xlink:href="mailto:a@b.c"/>'),
  drawing(
    'words that look like code',
    '<title>url(http://x) onload= javascript:</title><g id="image(1)" data-name="url(x)" aria-label="expression(1)"/>',
  ),
  drawing('an animation', '<rect><animate attributeName="x" from="0" to="9" dur="1s"/></rect>'),
  drawing(
    'an embedded font',
    '<style>@font-face{font-family:x;src:url(data:font/woff2;base64,AAAA) format("woff2")}</style>',
  ),
  drawing(
    'metadata of an editor',
    '<metadata><rdf:RDF><cc:Work rdf:about=""><dc:type rdf:resource="http://purl.org/dc/dcmitype/StillImage"/></cc:Work></rdf:RDF></metadata><sodipodi:namedview/>',
    '<?xml version="1.0"?><?xpacket begin=""?>',
    'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:cc="http://creativecommons.org/ns#" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:sodipodi="http://sodipodi.sourceforge.net/DTD/sodipodi-0.dtd"',
  ),
  sample('an embedded picture', async () => {
    const picture = await sharp({ create: { width: 9, height: 9, channels: 3, background: 'red' } })
      .png()
      .toBuffer();
    return Buffer.from(
      `<svg ${NS}><image xlink:href="data:image/png;base64,${picture.toString('base64')}"/></svg>`,
    );
  }),
  sample('UTF-16', () => Buffer.from(`\ufeff<?xml version="1.0" encoding="UTF-16"?><svg ${NS}/>`, 'utf16le')),
  ...shipped,
];
