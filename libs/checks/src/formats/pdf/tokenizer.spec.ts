import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { cut, cuts } from './spec-support/cuts.js';
import { Tokenizer, type TokenSink } from './tokenizer.js';

function tokensOf(...pieces: readonly (Buffer | string)[]): string[] {
  const tokens: string[] = [];
  const sink: TokenSink = {
    wantsString: true,
    number: (value) => tokens.push(`${value}`),
    name: (name) => tokens.push(`/${name}`),
    string: (text) => tokens.push(`(${text})`),
    keyword: (word) => tokens.push(word),
    openDictionary: () => tokens.push('<<'),
    closeDictionary: () => tokens.push('>>'),
    openArray: () => tokens.push('['),
    closeArray: () => tokens.push(']'),
    stray: () => tokens.push('stray'),
    doubt: (isOfName) => tokens.push(isOfName ? 'doubt of a name' : 'doubt'),
  };
  const tokenizer = new Tokenizer(sink);
  for (const piece of pieces.map((piece) => Buffer.from(piece as string, 'latin1')))
    tokenizer.push(piece, 0, piece.length);
  tokenizer.end();
  return tokens;
}

describe('Tokenizer', () => {
  it.each([
    [
      'a dictionary without blanks',
      '<</S/JavaScript/JS(a)>>',
      ['<<', '/S', '/JavaScript', '/JS', '(a)', '>>'],
    ],
    ['a reference', '12 0 R', ['12', '0', 'R']],
    ['a number that a word follows at once', '0obj', ['0', 'obj']],
    ['numbers that are no plain integers', '-1 2.5 +3', ['NaN', 'NaN', 'NaN']],
    ['a name with escapes', '/J#61v#61Script', ['/JavaScript']],
    ['a name it does not know', '/Nothing', ['/']],
    ['comments up to either line end', '1%2\r3%4\n5', ['1', '3', '5']],
    ['parentheses within a string', '(a(b)c)', ['(a(b)c)']],
    ['escapes within a string', '(\\(\\101\\7z\\\\\\\nq)', ['((A\x07z\\q)']],
    ['a string in hexadecimal, its last digit missing', '<41 4>', ['(A@)']],
    ['brackets that open nothing', '> } ) ]', ['stray', '{}', 'stray', ']']],
    ['NUL as a blank', '1\x002', ['1', '2']],
  ])('reads %s', (_, text, tokens) => {
    expect(tokensOf(text)).toEqual(tokens);
  });

  it('finds the same tokens however the bytes are cut', () => {
    const text = fc.string({ unit: fc.constantFrom(...'<>[]()/%\\#{} \n\r01.aJSR', '/JS', '/S', '\\050') });
    fc.assert(
      fc.property(text, cuts, (text, lengths) => {
        expect(tokensOf(...cut(Buffer.from(text), lengths))).toEqual(tokensOf(text));
      }),
    );
  });
});
