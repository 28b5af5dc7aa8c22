import { RELATIONSHIPS, type DataName } from '../attachment-names.js';
import type { PdfDictionary } from '../dictionary.js';
import { FILE_KEYS } from '../file-specification.js';
import type { Rule } from './rule.js';

/**
 * ISO 32000-2, 7.11.4 and 12.5.6.15: files inside the document, wherever they hang. Data for machines, as the law demands
 * it of invoices, by the name and relationship that it must have, is a warning if its content is XML: see `Evidence`.
 */
export const embeddedFiles: Rule = (dictionary, { isStream }, evidence) => {
  const isEmbedded =
    (dictionary.hasName('Type', 'EmbeddedFile') && !isStream) ||
    dictionary.hasName('Subtype', 'FileAttachment') ||
    (!dictionary.isNamedByDocument && dictionary.has('EF', 'reference', 'dictionary') && !isData(dictionary));
  if (isEmbedded) evidence.report('embedded-object', 'The PDF has a file embedded.');
  if (dictionary.key === 'EF')
    for (const key of FILE_KEYS)
      for (const target of dictionary.references(key)) evidence.attached.add(target);
};

/** A file specification (7.11.3) that says what it is, and has its files right in it. */
function isData(dictionary: PdfDictionary): boolean {
  // Of `/Type /F /F (a)`, as Acrobat writes it, the first name is taken for a key, too.
  const names = FILE_KEYS.flatMap((key) => dictionary.all(key)).filter(
    (value) => value.kind !== 'name' || value.name !== 'F',
  );
  const areAll = (kind: DataName): boolean =>
    names.every((name) => name.kind === 'string' && name.dataName === kind);
  return (
    !dictionary.isOutOfStep &&
    !dictionary.isDoubtful &&
    !dictionary.has('EF', 'reference') &&
    names.length > 0 &&
    (areAll('settings') ||
      (areAll('data') && dictionary.nameAmong('AFRelationship', RELATIONSHIPS) !== undefined))
  );
}
