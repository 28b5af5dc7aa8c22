import { hexValue } from './characters.js';
import { KNOWN_NAMES } from './names.js';

const HASH = 0x23;
const START = 1;
/** No known name begins like this. */
const OTHER = 0;

/** A trie: the state after a state and a byte; and the name that ends there. Nothing is allocated for a name. */
const next = new Uint16Array((KNOWN_NAMES.join('').length + 2) * 256);
const names: string[] = ['', ''];
for (const name of KNOWN_NAMES) {
  let state = START;
  for (const byte of Buffer.from(name)) {
    const step = state * 256 + byte;
    if (next[step] === OTHER) next[step] = names.push('') - 1;
    state = next[step] ?? OTHER;
  }
  names[state] = name;
}

/** ISO 32000-2, 7.3.5: `/J#61vaScript` is JavaScript. An escape that is none stays as it stands, as readers have it. */
export class NameReader {
  private state = START;
  private hasEnded = false;
  private escape = '';

  start(): void {
    this.state = START;
    this.hasEnded = false;
    this.escape = '';
  }

  push(byte: number): void {
    if (this.escape === '') {
      if (byte === HASH) this.escape = '#';
      else this.step(byte);
    } else if (hexValue(byte) < 0) {
      this.abandonEscape();
      this.push(byte);
    } else {
      this.escape += String.fromCharCode(byte);
      if (this.escape.length < 3) return;
      const escaped = parseInt(this.escape.slice(1), 16);
      this.escape = '';
      // Readers written in C end a name at `#00`: to them /JS#00x is /JS.
      if (escaped === 0) this.hasEnded = true;
      else this.step(escaped);
    }
  }

  /** The known name; empty for any other. */
  end(): string {
    this.abandonEscape();
    return names[this.state] ?? '';
  }

  private abandonEscape(): void {
    for (const byte of Buffer.from(this.escape)) this.step(byte);
    this.escape = '';
  }

  private step(byte: number): void {
    if (!this.hasEnded) this.state = next[this.state * 256 + byte] ?? OTHER;
  }
}
