import type { Rule } from './rule.js';

/** ISO 32000-2, 7.11.4 and 12.5.6.15: files inside the document, wherever they hang. */
export const embeddedFiles: Rule = (dictionary, _place, evidence) => {
  const isEmbedded =
    dictionary.hasName('Type', 'EmbeddedFile') ||
    dictionary.hasName('Subtype', 'FileAttachment') ||
    (!dictionary.isNamedByDocument && dictionary.has('EF', 'reference', 'dictionary'));
  if (isEmbedded) evidence.report('embedded-object', 'has a file embedded');
};
