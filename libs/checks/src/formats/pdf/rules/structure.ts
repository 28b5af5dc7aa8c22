import type { PdfDictionary } from '../dictionary.js';
import type { Decryption } from '../encryption/decryption.js';
import type { Rule } from './rule.js';

/** ISO 32000-2, 7.6.2: in the trailer, or in an xref stream, which is one; readers take any stream for it that an offset leads to. */
export const encryption: Rule = (dictionary, { isStream, isTrailer, objectNumber }, evidence) => {
  if (dictionary.hasName('Filter', 'Standard') && evidence.decryption?.mayBeIn(objectNumber) === true)
    evidence.encryptionDictionaries += 1;
  if (!(isStream || isTrailer)) return;
  if (!dictionary.has('Encrypt')) {
    evidence.hasPlainTrailer ||= dictionary.has('Root');
    return;
  }
  if (dictionary.isDoubtful) evidence.report('malformed', 'The PDF is encrypted to some readers only.');
  else if (evidence.decryption === undefined || !isSame(dictionary, evidence.decryption))
    evidence.report('encrypted', 'The PDF needs a password, or is encrypted in a way that is not known.');
  else evidence.warn('restricted', 'The PDF is encrypted, but opens without a password.');
};

/** Is what it says about encryption what the document's end leads to? */
function isSame(dictionary: PdfDictionary, { objectNumber }: Decryption): boolean {
  return dictionary
    .all('Encrypt')
    .every((value) =>
      objectNumber === undefined
        ? value.kind === 'dictionary'
        : value.kind === 'reference' && value.objectNumber === objectNumber,
    );
}

/** 7.7: what makes it a document: a root that is a catalog, and pages. */
export const documentRoot: Rule = (dictionary, { isStream, isTrailer, objectNumber }, evidence) => {
  // Readers take any stream for one that has its widths.
  if (isStream && dictionary.has('W')) evidence.hasXrefStream = true;
  if (isTrailer || (isStream && dictionary.hasName('Type', 'XRef')))
    for (const root of dictionary.references('Root')) evidence.roots.add(root);
  if (objectNumber === undefined) return;
  // Some writers forget its type, and readers do not ask for it.
  if ((dictionary.hasName('Type', 'Catalog') || !dictionary.has('Type')) && dictionary.has('Pages'))
    evidence.catalogs.add(objectNumber);
  if (dictionary.hasName('Type', 'Page')) evidence.hasPages = true;
};

/** What has no value or many, or stands where a key should be, means something else to every reader. */
export const contradictions: Rule = (dictionary, { isWithinAnother }, evidence) => {
  if (dictionary.isOverfull)
    evidence.report('malformed', 'The PDF has a dictionary with many values for one key.');
  if (dictionary.isOutOfStep && !isWithinAnother)
    evidence.reportUnlessEncrypted(
      'malformed',
      'The PDF has a dictionary whose keys and values are no pairs.',
    );
};
