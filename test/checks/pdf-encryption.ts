import { createCipheriv, createHash } from 'node:crypto';
import { deflateSync } from 'node:zlib';
import { aPdf, objectStream, type PdfBuilder } from './pdf-builder.js';

export type Kind = 'rc4-40' | 'rc4-128' | 'aes-128' | 'aes-256';
export const KINDS = ['rc4-40', 'rc4-128', 'aes-128', 'aes-256'] as const;

const PADDING = Buffer.from('28bf4e5e4e758a4164004e56fffa01082e2e00b6d0683e802f0ca9fe6453697a', 'hex');
const OWNER = Buffer.alloc(32, 0x4f);
const ID = Buffer.from('0123456789abcdef');
const PERMISSIONS = -44;
/** Of AES-256, where it is any. */
export const FILE_KEY = Buffer.alloc(32, 0x6b);

const hash = (name: string, ...parts: readonly Uint8Array[]): Buffer =>
  createHash(name).update(Buffer.concat(parts)).digest();

/** A writer's side of ISO 32000-2, 7.6, for an empty password. */
export class PdfCipher {
  private readonly key: Buffer;
  /** The encryption dictionary. */
  readonly dictionary: string;

  /**
   * @param key another than the one that the empty password leads to
   * @param ownersKey what it leads to as the owner's: of AES-256 alone
   */
  constructor(
    private readonly kind: Kind,
    key?: Buffer,
    private readonly ownersKey?: Buffer,
  ) {
    this.key = key ?? this.fileKey();
    this.dictionary = this.describe();
  }

  encrypt(objectNumber: number, content: Buffer): Buffer {
    const number = Buffer.from([objectNumber, objectNumber >> 8, objectNumber >> 16, 0, 0]);
    if (this.kind === 'aes-256') return aes('aes-256-cbc', this.key, content);
    if (this.kind === 'aes-128')
      return aes('aes-128-cbc', hash('md5', this.key, number, Buffer.from('sAlT')), content);
    return rc4(hash('md5', this.key, number).subarray(0, Math.min(16, this.key.length + 5)), content);
  }

  private fileKey(): Buffer {
    if (this.kind === 'aes-256') return FILE_KEY;
    const bytes = this.kind === 'rc4-40' ? 5 : 16;
    const flags = Buffer.alloc(4);
    flags.writeInt32LE(PERMISSIONS);
    let key = hash('md5', PADDING, OWNER, flags, ID).subarray(0, bytes);
    if (this.kind !== 'rc4-40')
      for (let round = 0; round < 50; round += 1) key = hash('md5', key).subarray(0, bytes);
    return key;
  }

  private describe(): string {
    const common = `/Filter /Standard /P ${PERMISSIONS} /O <${OWNER.toString('hex')}>`;
    const filter = (method: string): string =>
      `/CF << /StdCF << /CFM /${method} /AuthEvent /DocOpen >> >> /StmF /StdCF /StrF /StdCF`;
    if (this.kind === 'rc4-40')
      return `<< ${common} /V 1 /R 2 /U <${rc4(this.key, PADDING).toString('hex')}> >>`;
    if (this.kind === 'aes-256') {
      const [user, userEncrypted] = passwordEntries(this.key);
      const entries = `/U <${user.toString('hex')}> /UE <${userEncrypted.toString('hex')}>`;
      const rest = `/V 5 /R 5 /Length 256 ${entries} ${filter('AESV3')}`;
      if (this.ownersKey === undefined) return `<< ${common} ${rest} >>`;
      const [owner, ownerEncrypted] = passwordEntries(this.ownersKey, user);
      const owners = `/O <${owner.toString('hex')}> /OE <${ownerEncrypted.toString('hex')}>`;
      return `<< ${common.replace(/\/O <.*?>/, owners)} ${rest} >>`;
    }
    let user = hash('md5', PADDING, ID);
    for (let round = 0; round < 20; round += 1)
      user = rc4(Buffer.from(this.key.map((byte) => byte ^ round)), user);
    const password = `/U <${user.toString('hex')}${'00'.repeat(16)}>`;
    return this.kind === 'rc4-128'
      ? `<< ${common} /V 2 /R 3 /Length 128 ${password} >>`
      : `<< ${common} /V 4 /R 4 /Length 128 ${password} ${filter('AESV2')} >>`;
  }
}

/** Of an empty password and a document's key, in revision 5: what checks the password, and the key under it. */
function passwordEntries(key: Buffer, user: Buffer = Buffer.alloc(0)): [Buffer, Buffer] {
  const [check, salt] = [Buffer.alloc(8, 1), Buffer.alloc(8, 2)];
  const cipher = createCipheriv('aes-256-cbc', hash('sha256', salt, user), Buffer.alloc(16));
  return [
    Buffer.concat([hash('sha256', check, user), check, salt]),
    cipher.setAutoPadding(false).update(key),
  ];
}

/** An encrypted document that opens without a password, with such objects in an object stream; `change` bends it. */
export function encryptedPdf(
  kind: Kind,
  bodies: readonly string[],
  change: (pdf: PdfBuilder) => unknown = () => undefined,
): Buffer {
  const pdf = aPdf();
  const cipher = new PdfCipher(kind);
  restrict(pdf, cipher);
  if (bodies.length > 0) addEncrypted(pdf, cipher, bodies);
  change(pdf);
  return pdf.bytes();
}

export function restrict(pdf: PdfBuilder, { dictionary }: Pick<PdfCipher, 'dictionary'>): void {
  pdf.xref = 'stream';
  const number = pdf.add(dictionary);
  const id = `<${ID.toString('hex')}>`;
  pdf.trailer = `/Encrypt ${number} 0 R /ID [${id} ${id}]`;
}

/** Objects of an object stream that is encrypted. */
export function addEncrypted(
  pdf: PdfBuilder,
  cipher: PdfCipher,
  bodies: readonly string[],
  filter: { readonly entries: string; readonly encode: (content: Buffer) => Buffer } = {
    entries: '/Filter /FlateDecode',
    encode: deflateSync,
  },
): void {
  const { entries, content } = objectStream(500, bodies);
  pdf.addStream(`${entries} ${filter.entries}`, cipher.encrypt(pdf.next, filter.encode(content)));
}

function aes(algorithm: string, key: Buffer, content: Buffer): Buffer {
  const iv = Buffer.alloc(16, 7);
  const cipher = createCipheriv(algorithm, key, iv);
  return Buffer.concat([iv, cipher.update(content), cipher.final()]);
}

function rc4(key: Buffer, content: Buffer): Buffer {
  const box = [...Array(256).keys()];
  for (let i = 0, j = 0; i < 256; i += 1) {
    j = (j + box[i]! + key[i % key.length]!) % 256;
    [box[i], box[j]] = [box[j]!, box[i]!];
  }
  let [i, j] = [0, 0];
  return Buffer.from(
    content.map((byte) => {
      i = (i + 1) % 256;
      j = (j + box[i]!) % 256;
      [box[i], box[j]] = [box[j]!, box[i]!];
      return byte ^ box[(box[i]! + box[j]!) % 256]!;
    }),
  );
}
