import { describe, expect, it } from '@jest/globals';
import { WHITE_SPACE_OF } from './readers.js';
import { verdictOn } from '../../../../../test/checks/inspect.js';
import { aPdf, PDF, type PdfBuilder } from '../../../../../test/checks/pdf-builder.js';

const DELIMITERS = Buffer.from('()<>[]{}/%');
/** To all readers a number before the word is the whole object. */
const NUMERIC = Buffer.from('0123456789+-.');
const EVERY_BYTE = Array.from({ length: 256 }, (_, byte) => byte);
const alphabets = Object.values<readonly number[]>(WHITE_SPACE_OF);

/** To which readers is the byte white space, or the end of a token? */
const isBlankToAny = (byte: number): boolean => alphabets.some((blanks) => blanks.includes(byte));

/** Dangerous where the byte is white space to the reader. */
const PLACES: Readonly<Record<string, (blank: string) => (pdf: PdfBuilder) => unknown>> = {
  '/S<b>/JavaScript': (b) => (pdf) => pdf.add(`<</S${b}/JavaScript/JS(a)>>`),
  '/JavaScript<b>/X': (b) => (pdf) => pdf.add(`<</S/JavaScript${b}/X 1>>`),
  '/JS<b>(a)': (b) => (pdf) => pdf.add(`<</JS${b}(a)>>`),
  '/JS<b>9 0 R': (b) => (pdf) => pdf.add(`<</JS${b}9 0 R>>`),
  '/JS 9<b>0 R': (b) => (pdf) => pdf.add(`<</JS 9${b}0 R>>`),
  '/JS 9 0 R<b>': (b) => (pdf) => pdf.add(`<</JS 9 0 R${b}>>`),
  '/EF<b><<': (b) => (pdf) => pdf.add(`<</EF${b}<</F 9 0 R>>>>`),
  '7<b>0 obj': (b) => (pdf) => pdf.raw(`7${b}0 obj<</JS(a)>>endobj\n`),
  '7 0<b>obj': (b) => (pdf) => pdf.raw(`7 0${b}obj<</JS(a)>>endobj\n`),
  '7 0 obj<b><<': (b) => (pdf) => pdf.raw(`7 0 obj${b}<</JS(a)>>endobj\n`),
  'trailer<b><<': (b) => (pdf) => pdf.raw(`trailer${b}<</Encrypt 9 0 R>>\n`),
  '>><b>stream': (b) => (pdf) =>
    pdf.raw(`7 0 obj<</Type/ObjStm/N 1/First 4/Length 13>>${b}stream\n9 0 <</JS(a)>>\nendstream endobj\n`),
};

/** Dangerous where the byte is no white space to the reader: a word that is another goes on. */
const WORDS: Readonly<Record<string, (byte: string) => string>> = {
  '<b>endobj': (b) => `7 0 obj ${b}endobj <</JS(a)>>endobj\n`,
  'endobj<b>': (b) => `7 0 obj endobj${b} <</JS(a)>>endobj\n`,
  '<b>null': (b) => `7 0 obj ${b}null <</JS(a)>>endobj\n`,
};

describe('a PDF', () => {
  it.each(Object.entries(PLACES))('is refused whatever is white space to a reader in %s', async (_, bend) => {
    const accepted: number[] = [];
    for (const byte of EVERY_BYTE.filter(isBlankToAny)) {
      const bytes = aPdf(bend(String.fromCharCode(byte))).bytes();
      if ((await verdictOn(bytes, PDF)) === 'accepted') accepted.push(byte);
    }
    expect(accepted).toEqual([]);
  });

  it.each(Object.entries(WORDS))(
    'is refused whatever is part of a word to a reader in %s',
    async (_, write) => {
      const accepted: number[] = [];
      const isPart = (byte: number): boolean =>
        !DELIMITERS.includes(byte) &&
        !NUMERIC.includes(byte) &&
        alphabets.some((blanks) => !blanks.includes(byte));
      for (const byte of EVERY_BYTE.filter(isPart)) {
        const bytes = aPdf((pdf) => pdf.raw(write(String.fromCharCode(byte)))).bytes();
        if ((await verdictOn(bytes, PDF)) === 'accepted') accepted.push(byte);
      }
      expect(accepted).toEqual([]);
    },
  );

  it('may have names of any bytes, in pairs with what they name', async () => {
    const refused: number[] = [];
    for (const byte of EVERY_BYTE.filter((byte) => byte > 0x20 && !DELIMITERS.includes(byte))) {
      const b = String.fromCharCode(byte);
      const pdf = aPdf((pdf) =>
        pdf.add(
          `<< /Font << /A${b}B 9 0 R /${b}\xc1 9 0 R /C${b} 9 0 R >> /BaseFont /\xcb${b}\xce,Bold /X (a) >>`,
        ),
      );
      if ((await verdictOn(pdf.bytes(), PDF)) !== 'accepted') refused.push(byte);
    }
    expect(refused).toEqual([]);
  });
});
