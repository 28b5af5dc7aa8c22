import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { CsvFormulas } from './csv-formulas.js';

const warningsOf = (...pieces: string[]): string[] => {
  const csv = new CsvFormulas();
  for (const piece of pieces) csv.write(piece);
  return (csv.finish().warnings ?? []).map(({ code, detail }) =>
    `${code} ${/(\d+)\.$/.exec(detail)?.[1] ?? ''}`.trim(),
  );
};

describe('formulas in a CSV', () => {
  it.each([
    ['=1+1'],
    ['a,=1+1\n'],
    ['a;=1+1'],
    ['a\t@SUM(A1)'],
    ['a,"=1+1"'],
    ['a,  =1+1'],
    ['a,+cmd|x'],
    ['a\r\n-2+3+cmd\r\n'],
    ['"a ""quoted"" cell","=x"'],
    ['"\t=x"'],
    ['＝1+1'],
    ['"two\nlines",=x'],
    ['a,=' + 'x'.repeat(1000)],
    [' "x,=1+1,"'],
    ['a,"b;=1+1;c"'],
    ['a;"b,=1+1,c"'],
    ['a,"b\t=1+1\tc"'],
    ['sep=|\na,"b|=1+1|c"'],
    [`a,"b;-2+3+cmd|' /C calc'!A0;c"`],
    ['a,"b;-HYPERLINK(x);c"'],
    ['a,"b\n@SUM(x)"'],
  ])('are seen in %j', (text) => {
    expect(warningsOf(text)).toEqual(['csv-formula 1']);
  });

  it.each([
    ['a,b\r\nc,d'],
    ['-12.5,+3,-1e-5,"-1,000.00",-5%,- 3 €'],
    ['a=b,c@d,e-f'],
    ['"a\n=b"'],
    ['a "quoted, =x" b'.replace(', =', ' =')],
    ['-,--,'],
    ['-1.5,2\n-3,4'],
    ['1,"a note\n- with (a) list,\n+ of two"\n'],
    ['1;"a note, - with\n- a list"'],
    [''],
  ])('are not seen in %j', (text) => {
    expect(warningsOf(text)).toEqual([]);
  });

  it('are counted in one warning', () => {
    expect(warningsOf('=x,'.repeat(5000))).toEqual(['csv-formula 5000']);
  });

  it('may hide behind a quote that does not end, which is a warning too, and are seen where it opens nothing', () => {
    expect(warningsOf('a,"b\n=x')).toEqual(['csv-formula 1', 'csv-open-quote']);
  });

  it('are the same however the text is cut', () => {
    const csv = fc
      .array(fc.constantFrom(...'=+-@,;\t\r\n" a1'), { maxLength: 60 })
      .map((all) => all.join(''));
    fc.assert(
      fc.property(csv, fc.nat(60), (text, at) => {
        expect(warningsOf(text.slice(0, at), text.slice(at))).toEqual(warningsOf(text));
      }),
    );
  });
});
