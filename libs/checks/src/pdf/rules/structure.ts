import type { Rule } from './rule.js';

/** ISO 32000-2, 7.6.2: in the trailer, or in an xref stream, which is one; readers take any stream for it that an offset leads to. */
export const encryption: Rule = (dictionary, { isStream, isTrailer }, evidence) => {
  if ((isStream || isTrailer) && dictionary.has('Encrypt'))
    evidence.report('encrypted', 'is encrypted, if only with an empty password');
};

/** 7.7: what makes it a document: a root that is a catalog, and pages. */
export const documentRoot: Rule = (dictionary, { isStream, isTrailer, objectNumber }, evidence) => {
  if (isTrailer || (isStream && dictionary.hasName('Type', 'XRef')))
    for (const root of dictionary.references('Root')) evidence.roots.add(root);
  if (objectNumber === undefined) return;
  if (dictionary.hasName('Type', 'Catalog') && dictionary.has('Pages')) evidence.catalogs.add(objectNumber);
  if (dictionary.hasName('Type', 'Page')) evidence.hasPages = true;
};

/** What has no value or many, or stands where a key should be, means something else to every reader. */
export const contradictions: Rule = (dictionary, { isWithinAnother }, evidence) => {
  if (dictionary.isOverfull) evidence.report('malformed', 'has a dictionary with many values for one key');
  if (dictionary.isOutOfStep && !isWithinAnother)
    evidence.reportUnlessEncrypted('malformed', 'has a dictionary whose keys and values are no pairs');
};
