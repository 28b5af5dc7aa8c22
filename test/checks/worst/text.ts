import { filled, MIB, worst, type WorstFile } from './worst-file.js';

const csv = (name: string, piece: string): WorstFile =>
  worst('text/csv', name, () => filled(2 * MIB, Buffer.from(piece)));
const json = (name: string, make: () => string): WorstFile =>
  worst('application/json', name, () => Buffer.from(make()));
const text = (name: string, make: () => Buffer): WorstFile => worst('text/plain', name, make);

export const worstText: readonly WorstFile[] = [
  csv('formulas', '=,'),
  csv('empty cells', ','),
  csv('quoted cells', '"",'),
  csv('a cell that never ends', '"a'),
  csv('numbers that are none', `-${'1 '.repeat(30)}x,`),
  csv('dashes', `${'-'.repeat(60)}x,`),
  csv('one line', 'a'),
  csv('blanks', ' '),
  csv('full width', '＝,'),
  json('nested arrays', () => `[${`${'['.repeat(250)}${']'.repeat(250)},`.repeat(4000)}0]`),
  json('numbers', () => `[${'-1.5e-7,'.repeat(MIB / 4)}0]`),
  json('digits', () => `[${`${'1'.repeat(990)},`.repeat(2000)}0]`),
  json('escapes', () => `"${'\\u0041'.repeat(MIB / 3)}"`),
  json('words', () => `[${'true,'.repeat(MIB / 3)}0]`),
  json('names', () => `{${'"a":0,'.repeat(MIB / 3)}"a":0}`),
  json('blanks', () => `0${' \n'.repeat(MIB)}`),
  csv('quotes that open nothing for others', 'a,"b;=c"\n'),
  text('a tag with an open attribute of blanks', () => Buffer.from(`<p>\n<a =${' '.repeat(16_000)}x`)),
  text('letters', () => filled(4 * MIB, 'a')),
  text('four bytes a letter', () => filled(4 * MIB, Buffer.from('😀'))),
  text('two bytes a letter', () =>
    Buffer.concat([Buffer.from([0xff, 0xfe]), filled(4 * MIB, Buffer.from('a\0'))]),
  ),
  text('blanks before anything', () => filled(4 * MIB, ' ')),
];
