/** Boxes, elements, chunks and pages, with every lie a test wants told. */
export const box = (type: string, ...contents: (Buffer | string)[]): Buffer => {
  const content = Buffer.concat(contents.map((piece) => Buffer.from(piece as string, 'latin1')));
  const header = Buffer.alloc(8);
  header.writeUInt32BE(8 + content.length, 0);
  header.write(type, 4, 'latin1');
  return Buffer.concat([header, content]);
};

const ftyp = (major: string, ...compatible: string[]): Buffer =>
  box('ftyp', major, '\0\0\0\0', ...compatible);

export interface BuiltMovie {
  readonly brands?: readonly string[];
  readonly handlers?: readonly string[];
  /** Flags of a data reference: 1 is this file. */
  readonly isElsewhere?: boolean;
  readonly mdat?: Buffer;
  readonly inHeader?: Buffer;
  readonly isHeaderLast?: boolean;
}

/** ISO/IEC 14496-12: a movie with its header first or last. */
export function buildMovie({
  brands = ['isom', 'mp42'],
  handlers = ['vide', 'soun'],
  isElsewhere = false,
  mdat = box('mdat', Buffer.alloc(500, 1)),
  inHeader = Buffer.alloc(0),
  isHeaderLast = false,
}: BuiltMovie = {}): Buffer {
  const dref = box(
    'dref',
    Buffer.from([0, 0, 0, 0, 0, 0, 0, 1]),
    box('url ', Buffer.from([0, 0, 0, isElsewhere ? 0 : 1])),
  );
  const tracks = handlers.map((handler) =>
    box(
      'trak',
      box('mdia', box('hdlr', Buffer.alloc(8), handler, Buffer.alloc(13)), box('minf', box('dinf', dref))),
    ),
  );
  const moov = box('moov', box('mvhd', Buffer.alloc(100)), ...tracks, inHeader);
  const [major, ...compatible] = brands;
  const type = major === undefined ? Buffer.alloc(0) : ftyp(major, ...compatible);
  return Buffer.concat(isHeaderLast ? [type, mdat, moov] : [type, moov, mdat]);
}

/** Of so many bytes, with a 64-bit size. */
export function largeBox(type: string, contentBytes: number): Buffer {
  const bytes = Buffer.alloc(16 + contentBytes, 7);
  bytes.writeUInt32BE(1, 0);
  bytes.write(type, 4, 'latin1');
  bytes.writeBigUInt64BE(BigInt(bytes.length), 8);
  return bytes;
}

/** RFC 8794: an element with a size of 8 bytes, or an unknown one. */
export function element(id: string, content: Buffer | string, size: 'known' | 'unknown' = 'known'): Buffer {
  const body = Buffer.from(content as string, 'latin1');
  const length = Buffer.alloc(8);
  length.writeBigUInt64BE(BigInt(body.length));
  length.writeUInt8(1, 0);
  return Buffer.concat([
    Buffer.from(id, 'hex'),
    size === 'known' ? length : Buffer.from('01ffffffffffffff', 'hex'),
    body,
  ]);
}

export interface BuiltWebm {
  readonly docType?: string;
  readonly tracks?: readonly (readonly [type: number, codec: string])[];
  readonly clusters?: Buffer;
  readonly inSegment?: Buffer;
  readonly inTracks?: Buffer;
  readonly segment?: 'known' | 'unknown';
}

export const block = (bytes = 200): Buffer => element('a3', Buffer.alloc(bytes, 9));
export const cluster = (size: 'known' | 'unknown' = 'known', blocks = 3): Buffer =>
  element(
    '1f43b675',
    Buffer.concat([element('e7', '\0'), ...Array.from({ length: blocks }, () => block())]),
    size,
  );

export function buildWebm({
  docType = 'webm',
  tracks = [
    [1, 'V_VP8'],
    [2, 'A_OPUS'],
  ],
  clusters = cluster(),
  inSegment = Buffer.alloc(0),
  inTracks = Buffer.alloc(0),
  segment = 'known',
}: BuiltWebm = {}): Buffer {
  const entries = tracks.map(([type, codec]) =>
    element('ae', Buffer.concat([element('83', Buffer.from([type])), element('86', codec)])),
  );
  return Buffer.concat([
    element('1a45dfa3', element('4282', docType)),
    element(
      '18538067',
      Buffer.concat([
        element('1549a966', ''),
        element('1654ae6b', Buffer.concat([...entries, inTracks])),
        inSegment,
        clusters,
      ]),
      segment,
    ),
  ]);
}

export const chunk = (id: string, content: Buffer | string, said?: number): Buffer => {
  const body = Buffer.from(content as string, 'latin1');
  const header = Buffer.alloc(8);
  header.write(id, 0, 'latin1');
  header.writeUInt32LE(said ?? body.length, 4);
  return Buffer.concat([header, body, Buffer.alloc(body.length % 2)]);
};

export const FORMAT = chunk('fmt ', Buffer.from('01000100401f0000803e000002001000', 'hex'));

export const buildWave = (
  chunks: readonly Buffer[] = [FORMAT, chunk('data', Buffer.alloc(400, 3))],
  said?: number,
): Buffer => chunk('RIFF', Buffer.concat([Buffer.from('WAVE'), ...chunks]), said);

/** MPEG-1 layer III, 128 kbit/s, 44.1 kHz: 417 bytes. */
export const mpegFrame = (): Buffer =>
  Buffer.concat([Buffer.from('fffb9000', 'hex'), Buffer.alloc(413, 0x55)]);
export const buildMp3 = (frames = 10): Buffer => Buffer.concat(Array.from({ length: frames }, mpegFrame));

export const id3v2 = (contentBytes: number): Buffer => {
  const size = [21, 14, 7, 0].map((shift) => (contentBytes >> shift) & 0x7f);
  return Buffer.concat([Buffer.from('ID3\x04\0\0', 'latin1'), Buffer.from(size), Buffer.alloc(contentBytes)]);
};
export const ID3V1 = Buffer.concat([Buffer.from('TAG'), Buffer.alloc(125)]);
export const APE_TAG = (() => {
  const part = (flags: number): Buffer => {
    const bytes = Buffer.alloc(32);
    bytes.write('APETAGEX', 'latin1');
    bytes.writeUInt32LE(2000, 8);
    bytes.writeUInt32LE(52, 12);
    bytes.writeUInt32LE(flags, 20);
    return bytes;
  };
  return Buffer.concat([part(0xa000_0000), Buffer.alloc(20, 1), part(0x8000_0000)]);
})();
