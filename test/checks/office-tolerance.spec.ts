import { describe, expect, it } from '@jest/globals';
import XlsxPopulate from 'xlsx-populate';
import type { Policy } from '#core';
import { compoundFile } from './compound-file.js';
import { inspect } from './inspect.js';
import { aDocument, aWorkbook, withChart, type OfficeBuilder } from './office-builder.js';
import { DOCX, XLSX } from './sample.js';

type Tolerable = NonNullable<Policy['allow']>[number];

const TOLERATED: readonly [code: Tolerable, bytes: () => Buffer][] = [
  ['macro', () => aDocument().part('word/vbaProject.bin', 'x').bytes()],
  [
    'external-reference',
    () => aDocument().relate('word/document.xml', 'image', 'http://host/', 'External').bytes(),
  ],
  ['embedded-object', () => aDocument().part('word/embeddings/oleObject1.bin', 'x').bytes()],
  ['active-content', () => aDocument('<w:p><w:fldSimple w:instr="DDE x"/></w:p>').bytes()],
  ['encrypted', () => compoundFile(['EncryptionInfo', 'EncryptedPackage'])],
];

describe('a policy that tolerates', () => {
  it.each(TOLERATED)('%s gets a warning instead', async (code, bytes) => {
    const { result } = await inspect(bytes(), DOCX, { policy: { allow: [code] } });
    expect(result).toMatchObject({ contentType: DOCX, warnings: [{ code }] });
  });

  it.each(TOLERATED)('everything but %s does not', async (code, bytes) => {
    const allow = TOLERATED.map(([other]) => other).filter((other) => other !== code);
    const { result } = await inspect(bytes(), DOCX, { policy: { allow } });
    expect(result).toMatchObject({ rejection: { code } });
  });

  it('embedded objects hears of the macro in one behind a chart', async () => {
    const workbook = aWorkbook().part('xl/vbaProject.bin', 'x').bytes();
    const document: OfficeBuilder = withChart(aDocument(), 'word/document.xml', workbook);
    const { result } = await inspect(document.bytes(), DOCX, { policy: { allow: ['embedded-object'] } });
    expect(result).toMatchObject({ rejection: { code: 'macro' } });
  });
});

it('calls a workbook that another program encrypted encrypted', async () => {
  const book = await XlsxPopulate.fromBlankAsync();
  const bytes = Buffer.from(await book.outputAsync({ password: 'secret' }));
  const { result } = await inspect(bytes, XLSX);
  expect(result).toMatchObject({ rejection: { code: 'encrypted' } });
});
