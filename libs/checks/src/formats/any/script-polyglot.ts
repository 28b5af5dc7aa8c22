import {
  OK,
  refuse,
  type About,
  type Check,
  type CheckResult,
  type WholeObjectCheck,
} from '../../inspection/check.js';
import { isLegalByte, isLegalWideUnit, ScriptLexer } from './script-lexer.js';

const ABOUT: About = {
  name: 'script-polyglot',
  reads: 'everything, or as much as may be a script',
  codes: ['polyglot'],
};
/** Read before others have their turn; a byte is some eight steps. */
const PIECE_BYTES = 16 * 1024;
const STEPS_PER_BYTE = 8;

/**
 * A picture or a recording that is a program as well: `GIF89a` and `RIFF` are names in JavaScript, and what follows is a
 * size that its maker chose. A page's content policy takes such a file for its own script. In every encoding that a page
 * may say it is in: those that have ASCII in them, and UTF-16.
 */
class ScriptWatch {
  private readonly ascii = new ScriptLexer(isLegalByte);
  private readonly wide = { little: new ScriptLexer(isLegalWideUnit), big: new ScriptLexer(isLegalWideUnit) };
  private half?: number;

  get isAlive(): boolean {
    return this.ascii.isAlive || this.wide.little.isAlive || this.wide.big.isAlive;
  }

  write(slice: Buffer): void {
    const { ascii } = this;
    const { little, big } = this.wide;
    for (const byte of slice) {
      if (!this.isAlive) return;
      if (ascii.isAlive) ascii.read(byte);
      const { half } = this;
      this.half = half === undefined ? byte : undefined;
      if (half === undefined) continue;
      if (little.isAlive) little.read(half | (byte << 8));
      if (big.isAlive) big.read((half << 8) | byte);
    }
  }

  get result(): CheckResult {
    const isProgram = [this.ascii, this.wide.little, this.wide.big].some((lexer) => lexer.isProgram);
    return isProgram ? refuse('polyglot', 'The file also reads as a script.') : OK;
  }
}

/** For types that are read whole anyway. */
export const scriptInWhole: WholeObjectCheck = {
  ...ABOUT,
  observe() {
    const watch = new ScriptWatch();
    return {
      consume: (slice) => watch.write(slice),
      finish: () => watch.result,
    };
  },
};

/** For the others: a few bytes of the head, unless it goes on like a script, and then as far as it does. */
export const scriptInStart: Check = {
  ...ABOUT,
  async run({ reader, pace }) {
    const watch = new ScriptWatch();
    for await (const slice of reader.stream())
      for (let at = 0; at < slice.length; at += PIECE_BYTES) {
        const piece = slice.subarray(at, at + PIECE_BYTES);
        watch.write(piece);
        if (!watch.isAlive) return OK;
        await pace.breathe(STEPS_PER_BYTE * piece.length);
      }
    return watch.result;
  },
};
