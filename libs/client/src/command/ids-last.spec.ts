import { parseArgs } from 'node:util';
import { describe, expect, it } from '@jest/globals';
import { idsLast } from './ids-last.js';

const parse = (...args: string[]) =>
  parseArgs({
    args: idsLast(args),
    allowPositionals: true,
    options: { output: { type: 'string' }, json: { type: 'boolean' } },
  });

describe('idsLast', () => {
  it.each([`-${'a'.repeat(51)}`, `--${'a'.repeat(50)}`, `-${'_'.repeat(59)}`, 'a'.repeat(52)])(
    'lets %s be an id, wherever it stands',
    (id) => {
      const expected = { positionals: ['download', id], values: { output: 'x', json: true } };
      expect(parse('download', id, '--output', 'x', '--json')).toMatchObject(expected);
      expect(parse('--json', '--output=x', 'download', id)).toMatchObject(expected);
      expect(parse('--json', '--output=x', 'download', '--', id)).toMatchObject(expected);
    },
  );

  it.each(['--outptu', '-x', `-${'a'.repeat(50)}`, `-${'a'.repeat(52)}`, `-${'a'.repeat(50)}=`])(
    'leaves %s an option that there is not',
    (option) => {
      expect(() => parse('download', option)).toThrow('Unknown option');
    },
  );
});
