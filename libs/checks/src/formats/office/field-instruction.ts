/** What a field does when the file is opened. */
export type FieldDanger = 'starts-program' | 'fetches' | 'would-fetch';

/** A keyword that dynamic data exchange could still grow from: DDEAUTO in pieces, or all of it from nested fields. */
const COULD_BECOME_DDE = /^(?:d(?:d(?:e(?:a(?:u(?:t(?:o)?)?)?)?)?)?)?$/i;
const DDE = /^dde(?:auto)?(?![\p{L}\p{N}_])/iu;
/** ECMA-376-1, 17.16.5: what brings in something from elsewhere, now or when it is updated. */
const FETCHING = /^(?:link|include(?:text|picture)?|import|database|rd)(?![\p{L}\p{N}_])/iu;
/** Switches that make it load by itself: a link that updates, a picture that is not kept in the document. */
const AUTOMATIC: readonly (readonly [keyword: RegExp, itsSwitch: RegExp])[] = [
  [/^link(?![\p{L}\p{N}_])/iu, /\\a(?![\p{L}\p{N}])/iu],
  // Not the folder `d` of a path.
  [/^include(?:picture)?(?![\p{L}\p{N}_])/iu, /(?<![\\\p{L}\p{N}:.])\\d(?![\p{L}\p{N}\\])/iu],
];
/** Blanks of every kind, what has no width, and quotes. */
const LEADING = /^[\s\p{Z}\p{C}\p{M}"'“”„«»]+/u;
/** Within a keyword they are not seen either. */
const INVISIBLE = /[\p{Cf}\p{Cc}\p{M}]/gu;
/** Kept of one: a path and its switches. What is longer may have any switch. */
const MAX_CHARACTERS = 4096;

/** The instruction of one field, as far as it is read: ECMA-376-1, 17.16.5. Never changed. */
export class Instruction {
  static readonly EMPTY = new Instruction('', false);

  private constructor(
    private readonly text: string,
    /** Another field's result became part of the keyword. */
    private readonly isKeywordComputed: boolean,
  ) {}

  /** Two of the same key are the same to whoever reads on. */
  get key(): string {
    return `${this.isKeywordComputed ? '?' : ''}${this.text}`;
  }

  /** Blanks before the keyword, however many, are none of it. */
  with(more: string): Instruction {
    if (this.text.length >= MAX_CHARACTERS) return this;
    const text = `${this.text}${more}`.replace(LEADING, '').replace(INVISIBLE, '').slice(0, MAX_CHARACTERS);
    return text === this.text ? this : new Instruction(text, this.isKeywordComputed);
  }

  /** With a field in it here. */
  withField(): Instruction {
    if (!COULD_BECOME_DDE.test(this.text)) return this;
    return this.isKeywordComputed ? this : new Instruction(this.text, true);
  }

  /** @param isDirty it is updated when the file is opened */
  dangers(isDirty: boolean): readonly FieldDanger[] {
    const { text } = this;
    if (this.isKeywordComputed || DDE.test(text)) return ['starts-program'];
    if (!FETCHING.test(text)) return [];
    const isAutomatic = AUTOMATIC.some(
      ([keyword, its]) => keyword.test(text) && (its.test(text) || text.length >= MAX_CHARACTERS),
    );
    return isDirty || isAutomatic ? ['fetches'] : ['would-fetch'];
  }
}
