/** A place in a document where a byte may stand that is white space to some reader. */
const SLOT = '~';

interface Payload {
  readonly catalog?: string;
  readonly page?: string;
  /** Object 5, with its first and last line. */
  readonly object: string;
}

const PAYLOADS: Readonly<Record<string, Payload>> = {
  'a script': {
    catalog: '/Names<</JavaScript<</Names[(a)5 0 R]>>>>',
    object: '5~0~obj~<<~/S~/JavaScript~/JS~(app.alert\\(1\\))~>>~endobj',
  },
  'a script by a reference': {
    catalog: '/Names<</JavaScript<</Names[(a)5 0 R]>>>>',
    object: '5~0~obj~<</Type~/Action~/S~/JavaScript~/JS~6~0~R~>>~endobj\n6 0 obj (app.alert\\(1\\)) endobj',
  },
  'a script when it opens': {
    catalog: '/OpenAction 5 0 R',
    object: '5~0~obj~<</X~1/S~/JavaScript~/JS~(app.alert\\(1\\))~>>~endobj',
  },
  'a program': {
    page: '/Annots[5 0 R]',
    object: '5 0 obj<</Type/Annot/Subtype/Link/Rect[0 0 9 9]/A~<<~/S~/Launch~/F~(cmd.exe)~>>~>>endobj',
  },
  'a bookmark of a program': {
    catalog: '/Outlines 5 0 R',
    object:
      '5 0 obj<</First 6 0 R/Last 6 0 R/Count 1>>endobj\n6~0~obj~<</Title(a)/Parent 5 0 R/A~<</S~/Launch~/F~(cmd.exe)>>>>endobj',
  },
  'a link to a server': {
    page: '/Annots[5 0 R]',
    object:
      '5 0 obj<</Type/Annot/Subtype/Link/Rect[0 0 9 9]/A~<<~/S~/GoToR~/D~[0/Fit]~/F~(//evil/a.pdf)~>>~>>endobj',
  },
  'an attachment': {
    catalog: '/Names<</EmbeddedFiles<</Names[(a.exe)5 0 R]>>>>',
    object:
      '5~0~obj~<</Type~/Filespec~/F~(a.exe)~/EF~<<~/F~6~0~R~>>~>>endobj\n6 0 obj<</Length 2>>stream\nMZ\nendstream endobj',
  },
};

/** Control characters, what Unicode or a code page takes for a blank, and one of every other kind. */
const BYTES = [
  ...Array.from({ length: 0x21 }, (_, byte) => byte),
  ...[0x7f, 0x80, 0x81, 0x85, 0x8d, 0x9f, 0xa0, 0xad, 0xc1, 0xfe, 0xff],
  ...Buffer.from('!"#$+-.09A_`|~'),
];
/** Those that are white space to some readers or might be. */
const BLANKS: readonly number[] = [0x00, 0x0b, 0x0c, 0x1b, 0x7f, 0x80, 0x85, 0xa0, 0xff];

/** How a name can be spelt that some reader takes for it. */
const SPELLINGS: readonly ((name: string) => string)[] = [
  (name) => `${name.slice(0, -1)}#${name.charCodeAt(name.length - 1).toString(16)}`,
  (name) =>
    `${name.slice(0, -1)}#${name
      .charCodeAt(name.length - 1)
      .toString(16)
      .toUpperCase()}`,
  (name) => `${name}#00`,
  (name) => `${name}#20`,
  (name) => `${name}#`,
  (name) => `#${name}`,
  (name) => `/${name}`,
  (name) => `%\n/${name}`,
  (name) => `${name}%\n`,
  (name) => `${name.slice(0, -1)}#3${String.fromCharCode(name.charCodeAt(name.length - 1) + 7)}`,
];

/** Documents that do something to a reader that takes the byte for white space, or the spelling for the name. */
export function* variations(): Iterable<[name: string, bytes: Buffer]> {
  for (const [name, payload] of Object.entries(PAYLOADS)) {
    const parts = payload.object.split(SLOT);
    for (let slot = 1; slot < parts.length; slot += 1)
      for (const byte of BYTES)
        for (const [spelling, blank] of blanks(byte)) {
          const object = parts.slice(0, slot).join(' ') + blank + parts.slice(slot).join(' ');
          yield [`${name}: ${byte} ${spelling} in its place ${slot}`, write(payload, object)];
        }
    for (const byte of BYTES)
      yield [`${name}: ${byte} in all places`, write(payload, parts.join(String.fromCharCode(byte)))];
    const plain = parts.join(' ');
    for (const { 0: token, 1: key = '', index } of plain.matchAll(/\/([A-Z]\w*)/gi))
      for (const [number, spell] of SPELLINGS.entries()) {
        const object = `${plain.slice(0, index)}/${spell(key)} ${plain.slice(index + token.length)}`;
        yield [`${name}: ${key} in spelling ${number}`, write(payload, object)];
      }
  }
}

function blanks(byte: number): [string, string][] {
  const blank = String.fromCharCode(byte);
  if (!BLANKS.includes(byte)) return [['alone', blank]];
  return [
    ['alone', blank],
    ['behind a blank', ` ${blank}`],
    ['before a blank', `${blank} `],
    ['in a name', ` A${blank}B `],
    ['before a comment', `${blank}%\n`],
  ];
}

function write({ catalog = '', page = '' }: Payload, object: string): Buffer {
  const objects = [
    `1 0 obj\n<</Type/Catalog/Pages 2 0 R ${catalog}>>\nendobj`,
    '2 0 obj\n<</Type/Pages/Kids[3 0 R]/Count 1>>\nendobj',
    `3 0 obj\n<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9] ${page}>>\nendobj`,
    '4 0 obj\n<<>>\nendobj',
    ...object.split(/(?<=endobj)\n/),
  ];
  let file = '%PDF-1.7\n%\xe2\xe3\xcf\xd3\n';
  const entries = objects.map((text) => {
    const entry = `${String(file.length).padStart(10, '0')} 00000 n \n`;
    file += `${text}\n`;
    return entry;
  });
  const size = objects.length + 1;
  const xref = `xref\n0 ${size}\n0000000000 65535 f \n${entries.join('')}trailer\n<</Size ${size}/Root 1 0 R>>\n`;
  return Buffer.from(`${file}${xref}startxref\n${file.length}\n%%EOF\n`, 'latin1');
}
