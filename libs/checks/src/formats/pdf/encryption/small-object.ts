/** A value of one small dictionary, whole: unlike what is kept of a document, its strings are there. */
export type SmallValue =
  | number
  | boolean
  | null
  | Buffer
  | { readonly name: string }
  | { readonly objectNumber: number; readonly generation: number }
  | readonly SmallValue[]
  | SmallDictionary;

export type SmallDictionary = ReadonlyMap<string, SmallValue>;

const MAX_NESTING = 8;
const MAX_VALUES = 4_096;
const BLANKS = /[\0\t\n\f\r ]*/y;
const NAME = /\/([^\0\t\n\f\r ()<>[\]{}/%]*)/y;
const REFERENCE = /(\d{1,10})[\0\t\n\f\r ]+(\d{1,5})[\0\t\n\f\r ]+R(?![\w.])/y;
const NUMBER = /[+-]?(?:\d{1,12}(?:\.\d{0,12})?|\.\d{1,12})(?![\w.+-])/y;
const WORD = /(?:true|false|null)(?!\w)/y;
const HEX = /<([0-9A-Fa-f\0\t\n\f\r ]*)>/y;
const WORDS: Readonly<Record<string, boolean | null>> = { true: true, false: false, null: null };
const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' };

class NotPlain extends Error {}

/**
 * ISO 32000-2, 7.3, as writers write it: no comments, no keys twice, nothing that readers might read differently.
 * Undefined for anything else. Bytes are given as characters.
 */
export function parseDictionary(text: string, at: number): SmallDictionary | undefined {
  try {
    const value = new SmallParser(text, at).value(0);
    return value instanceof Map ? value : undefined;
  } catch (error) {
    if (error instanceof NotPlain) return undefined;
    throw error;
  }
}

class SmallParser {
  private values = 0;

  constructor(
    private readonly text: string,
    private at: number,
  ) {}

  value(depth: number): SmallValue {
    this.values += 1;
    if (depth > MAX_NESTING || this.values > MAX_VALUES) throw new NotPlain();
    this.take(BLANKS);
    if (this.skip('<<')) return this.dictionary(depth);
    if (this.skip('[')) return this.array(depth);
    if (this.skip('(')) return this.string();
    const hex = this.take(HEX);
    if (hex !== undefined) return hexBytes(hex[1] ?? '');
    const name = this.take(NAME);
    if (name !== undefined) return { name: nameOf(name[1] ?? '') };
    const reference = this.take(REFERENCE);
    if (reference !== undefined)
      return { objectNumber: Number(reference[1]), generation: Number(reference[2]) };
    const number = this.take(NUMBER);
    if (number !== undefined) return Number(number[0]);
    const word = this.take(WORD);
    if (word === undefined) throw new NotPlain();
    return WORDS[word[0]] ?? null;
  }

  private dictionary(depth: number): SmallDictionary {
    const entries = new Map<string, SmallValue>();
    for (;;) {
      this.take(BLANKS);
      if (this.skip('>>')) return entries;
      const key = nameOf(this.take(NAME)?.[1]);
      if (entries.has(key)) throw new NotPlain();
      entries.set(key, this.value(depth + 1));
    }
  }

  private array(depth: number): SmallValue[] {
    const values: SmallValue[] = [];
    for (;;) {
      this.take(BLANKS);
      if (this.skip(']')) return values;
      values.push(this.value(depth + 1));
    }
  }

  /** 7.3.4.2. */
  private string(): Buffer {
    let read = '';
    for (let depth = 1; ;) {
      const character = this.text[this.at++];
      if (character === undefined) throw new NotPlain();
      if (character === '(') depth += 1;
      if (character === ')' && --depth === 0) return Buffer.from(read, 'latin1');
      if (character === '\r') {
        this.skip('\n');
        read += '\n';
      } else read += character === '\\' ? this.escaped() : character;
    }
  }

  private escaped(): string {
    const octal = this.take(/[0-7]{1,3}/y)?.[0];
    if (octal !== undefined) return String.fromCharCode(Number.parseInt(octal, 8) & 0xff);
    if (this.skip('\r\n') || this.skip('\r') || this.skip('\n')) return '';
    const character = this.text[this.at++] ?? '';
    return ESCAPES[character] ?? character;
  }

  private skip(word: string): boolean {
    const isThere = this.text.startsWith(word, this.at);
    if (isThere) this.at += word.length;
    return isThere;
  }

  private take(pattern: RegExp): RegExpExecArray | undefined {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text) ?? undefined;
    if (found !== undefined) this.at = pattern.lastIndex;
    return found;
  }
}

function nameOf(written: string | undefined): string {
  if (written === undefined) throw new NotPlain();
  return written.replace(/#([0-9A-Fa-f]{2})/g, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
}

/** An odd last digit stands for a byte whose second one is 0: 7.3.4.3. */
function hexBytes(written: string): Buffer {
  const digits = written.replace(/[^0-9A-Fa-f]/g, '');
  return Buffer.from(digits.length % 2 === 0 ? digits : `${digits}0`, 'hex');
}
