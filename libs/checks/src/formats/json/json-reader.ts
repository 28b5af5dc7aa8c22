import { reject, type Rejection } from '#core';
import { OK, type CheckResult } from '../../inspection/check.js';
import { JsonNumber } from './json-number.js';
import type { TextReader } from '../text/text-content.js';

/** Strict parsers stop early (.NET at 64, Gson at 255, Jackson at 1,000), recursive ones overflow their stack. */
export const MAX_DEPTH = 256;

const LITERALS = new Map([
  ['t', 'true'],
  ['f', 'false'],
  ['n', 'null'],
]);
const MALFORMED = 'The text is no JSON.';

/** What may come next. */
type Expected = 'value' | 'value-or-end' | 'name' | 'name-or-end' | 'colon' | 'comma-or-end' | 'nothing';

/** RFC 8259, character by character: one value, and nothing after it. Names may repeat. Keeps nothing but its depth. */
export class JsonReader implements TextReader {
  private expected: Expected = 'value';
  private readonly open: ('{' | '[')[] = [];
  /** Within a string: how many more characters of an escape; 0 within none, -1 right behind the backslash. */
  private escape?: number;
  private isName = false;
  private number?: JsonNumber;
  /** What is left to come of a literal. */
  private literal = '';

  write(text: string): Rejection | undefined {
    for (let at = 0; at < text.length; at++) {
      const problem = this.read(text.charAt(at));
      if (problem !== undefined) return reject('malformed', problem);
    }
    return undefined;
  }

  finish(): CheckResult {
    const isNumberWhole = this.number?.isWhole ?? true;
    const last = this.number === undefined ? undefined : this.end();
    const isWhole = last === undefined && isNumberWhole && this.escape === undefined && this.literal === '';
    return isWhole && this.expected === 'nothing'
      ? OK
      : { rejection: reject('truncated', 'The JSON is cut short.') };
  }

  private read(character: string): string | undefined {
    if (this.escape !== undefined) return this.inString(character);
    if (this.literal !== '') {
      if (!this.literal.startsWith(character)) return MALFORMED;
      this.literal = this.literal.slice(1);
      return undefined;
    }
    if (this.number !== undefined) {
      const problem = this.number.take(character);
      if (problem !== 'ended') return problem;
      if (!this.number.isWhole) return MALFORMED;
      this.end();
    }
    if (' \t\n\r'.includes(character)) return undefined;
    return this.structure(character);
  }

  private structure(character: string): string | undefined {
    const { expected } = this;
    switch (character) {
      case ',':
        if (expected !== 'comma-or-end') return MALFORMED;
        this.expected = this.open.at(-1) === '{' ? 'name' : 'value';
        return undefined;
      case ':':
        if (expected !== 'colon') return MALFORMED;
        this.expected = 'value';
        return undefined;
      case '}':
        if (this.open.at(-1) !== '{' || (expected !== 'comma-or-end' && expected !== 'name-or-end'))
          return MALFORMED;
        return this.close();
      case ']':
        if (this.open.at(-1) !== '[' || (expected !== 'comma-or-end' && expected !== 'value-or-end'))
          return MALFORMED;
        return this.close();
      case '"':
        if (expected === 'name' || expected === 'name-or-end') this.isName = true;
        else if (expected !== 'value' && expected !== 'value-or-end') return MALFORMED;
        this.escape = 0;
        return undefined;
      default:
        return expected === 'value' || expected === 'value-or-end' ? this.begin(character) : MALFORMED;
    }
  }

  private begin(character: string): string | undefined {
    if (character === '{' || character === '[') {
      if (this.open.length >= MAX_DEPTH) return `The JSON nests deeper than ${MAX_DEPTH}.`;
      this.open.push(character);
      this.expected = character === '{' ? 'name-or-end' : 'value-or-end';
      return undefined;
    }
    const literal = LITERALS.get(character);
    if (literal !== undefined) {
      this.literal = literal.slice(1);
      return this.end();
    }
    if (!/[-0-9]/.test(character)) return MALFORMED;
    this.number = new JsonNumber(character);
    return undefined;
  }

  private inString(character: string): string | undefined {
    if (this.escape === -1) {
      if (!'"\\/bfnrtu'.includes(character)) return MALFORMED;
      this.escape = character === 'u' ? 4 : 0;
    } else if (this.escape !== 0) {
      if (!/[0-9a-f]/i.test(character)) return MALFORMED;
      this.escape = (this.escape ?? 0) - 1;
    } else if (character === '\\') this.escape = -1;
    else if (character === '"') {
      this.escape = undefined;
      if (!this.isName) return this.end();
      this.isName = false;
      this.expected = 'colon';
    } else if (character < ' ') return MALFORMED;
    return undefined;
  }

  private close(): undefined {
    this.open.pop();
    this.end();
  }

  /** Of a value. */
  private end(): undefined {
    this.number = undefined;
    this.expected = this.open.length === 0 ? 'nothing' : 'comma-or-end';
  }
}
