/** The white space that ISO 32000-2, 7.2.3 knows. */
const STANDARD = [0x00, 0x09, 0x0a, 0x0c, 0x0d, 0x20] as const;

/**
 * What each reader takes for white space between tokens. All agree on the delimiters.
 * - Acrobat, by the standard.
 * - PDFium (Chrome, Edge, Android): `kPDFCharTypes` in core/fpdfapi/parser/fpdf_parser_utility.cpp marks them `W`.
 * - pdf.js (Firefox): `specialChars` in src/core/parser.js.
 * - MuPDF: `iswhite` in source/pdf/pdf-lex.c.
 * - Poppler and Xpdf: `specialChars` in poppler/Lexer.cc; `isspace` of C where it rebuilds the xref, in XRef.cc.
 * - qpdf (pikepdf): `is_space` in libqpdf/qpdf/Util.hh, and NUL in QPDFTokenizer.cc.
 */
export const WHITE_SPACE_OF = {
  acrobat: STANDARD,
  pdfium: [...STANDARD, 0x80, 0xff],
  pdfjs: STANDARD,
  mupdf: STANDARD,
  poppler: [...STANDARD, 0x0b],
  qpdf: [...STANDARD, 0x0b],
} as const satisfies Readonly<Record<string, readonly number[]>>;

const readers: readonly (readonly number[])[] = Object.values(WHITE_SPACE_OF);
const everyByte = Array.from({ length: 256 }, (_, byte) => byte);

export const WHITE_SPACE_TO_ALL = everyByte.filter((byte) => readers.every((known) => known.includes(byte)));
export const WHITE_SPACE_TO_SOME = everyByte.filter(
  (byte) => readers.some((known) => known.includes(byte)) && !WHITE_SPACE_TO_ALL.includes(byte),
);
