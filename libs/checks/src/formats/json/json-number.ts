/** Jackson's limit: longer ones take quadratic time to parse elsewhere. */
const MAX_CHARACTERS = 1_000;

type State = 'minus' | 'zero' | 'integer' | 'point' | 'fraction' | 'e' | 'sign' | 'exponent';
const DIGIT = /[0-9]/;

/** RFC 8259, 6: after each state what a digit, and every other character, leads to. */
const NEXT: Record<State, { digit?: State; other: Partial<Record<string, State>> }> = {
  minus: { digit: 'integer', other: {} },
  zero: { other: { '.': 'point', e: 'e', E: 'e' } },
  integer: { digit: 'integer', other: { '.': 'point', e: 'e', E: 'e' } },
  point: { digit: 'fraction', other: {} },
  fraction: { digit: 'fraction', other: { e: 'e', E: 'e' } },
  e: { digit: 'exponent', other: { '+': 'sign', '-': 'sign' } },
  sign: { digit: 'exponent', other: {} },
  exponent: { digit: 'exponent', other: {} },
};
const WHOLE: readonly State[] = ['zero', 'integer', 'fraction', 'exponent'];
const CONTINUES = /[-+.0-9A-Za-z]/;

/** A number, character by character. */
export class JsonNumber {
  private state: State;
  private characters = 1;

  constructor(first: string) {
    this.state = first === '-' ? 'minus' : first === '0' ? 'zero' : 'integer';
  }

  get isWhole(): boolean {
    return WHOLE.includes(this.state);
  }

  /** `ended` if the character is none of it, or what is wrong. */
  take(character: string): string | undefined {
    if (!CONTINUES.test(character)) return 'ended';
    this.characters += 1;
    if (this.characters > MAX_CHARACTERS)
      return `The JSON has a number of more than ${MAX_CHARACTERS} characters.`;
    const { digit, other } = NEXT[this.state];
    const isZero = this.state === 'minus' && character === '0';
    const next = DIGIT.test(character) ? (isZero ? 'zero' : digit) : other[character];
    if (next === undefined) return 'The text is no JSON.';
    this.state = next;
    return undefined;
  }
}
