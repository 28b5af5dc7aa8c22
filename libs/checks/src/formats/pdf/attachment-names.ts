const BYTE_ORDER_MARK = /^(?:\xfe\xff|\xff\xfe|\xef\xbb\xbf)/;
/**
 * Names that a standard demands: electronic invoices and orders (Factur-X 1.07, ZUGFeRD 1 and 2, XRechnung, Order-X), and what LaTeX
 * attaches to a tagged document (MathML of a formula, and the styles of its HTML form).
 */
const NAME =
  /^(?:(?:factur-x|zugferd-invoice|xrechnung|order-x|cida)\.xml|(?:[\w-]{0,64}mathml[\w-]{0,64}|math-\d{1,8})\.(?:xml|mml)|latex-[a-z]{1,32}-css\.(?:html|css))$/i;
/** ISO 32000-2, 7.11.3: what the file is to the document. */
export const RELATIONSHIPS: ReadonlySet<string> = new Set(['Data', 'Source', 'Alternative', 'Supplement']);

/** Distiller attaches what it was set to, and says nothing of the relationship. */
const SETTINGS_NAME = /^[^/\\:\p{Cc}]{1,255}\.joboptions$/iu;

/** What the name of a file that only carries data for machines says that it is. */
export type DataName = 'data' | 'settings';

export function dataName(file: string): DataName | undefined {
  const name = file.replace(BYTE_ORDER_MARK, '');
  if (NAME.test(name)) return 'data';
  return SETTINGS_NAME.test(name) ? 'settings' : undefined;
}
