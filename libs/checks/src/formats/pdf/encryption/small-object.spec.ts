import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { parseDictionary } from './small-object.js';

describe('a small dictionary', () => {
  it('has its values whole', () => {
    const text =
      'x<< /A 1 /B -2.5 /C true /D null /E/F#20G /H 12 0 R /I[1 2 0 R(a)]/J<</K<4a4>>>/L(a\\(\\101\\n(b)\\\r\nc) >>';
    expect(parseDictionary(text, 1)).toEqual(
      new Map<string, unknown>([
        ['A', 1],
        ['B', -2.5],
        ['C', true],
        ['D', null],
        ['E', { name: 'F G' }],
        ['H', { objectNumber: 12, generation: 0 }],
        ['I', [1, { objectNumber: 2, generation: 0 }, Buffer.from('a')]],
        ['J', new Map([['K', Buffer.from('J@')]])],
        ['L', Buffer.from('a(A\n(b)c')],
      ]),
    );
  });

  it.each([
    ['a key twice', '<< /A 1 /A 2 >>'],
    ['a key twice, once escaped', '<< /A 1 /#41 2 >>'],
    ['a comment', '<< /A 1 % b\n >>'],
    ['no value', '<< /A >>'],
    ['no end', '<< /A 1'],
    ['a string without an end', '<< /A (b >>'],
    ['a word', '<< /A b >>'],
    ['a high byte between values', '<< /A\x801 >>'],
    ['too much in one another', `<< /A ${'['.repeat(9)}${']'.repeat(9)} >>`],
    ['something else', '[1]'],
  ])('is none with %s', (_, text) => {
    expect(parseDictionary(text, 0)).toBeUndefined();
  });

  it('is read, or not, whatever stands there', () => {
    const piece = fc.constantFrom(
      '<<',
      '>>',
      '[',
      ']',
      '(',
      ')',
      '/A',
      ' 1 ',
      '0 R',
      '\\',
      '<4a',
      '>',
      '#',
      'true',
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(piece, fc.string())), (pieces) => {
        const read = parseDictionary(`<<${pieces.join('')}`, 0);
        expect(read === undefined || read instanceof Map).toBe(true);
      }),
    );
  });
});
