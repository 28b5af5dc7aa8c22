import type { PdfDictionary } from '../dictionary.js';
import { ACTIVE_ACTIONS, ACTIVE_ANNOTATIONS } from '../names.js';
import type { Rule } from './rule.js';

/** What an action needs to do anything; an element of the document's structure has none of it. */
const OPERATIVE = 'JS F Win Mac Unix Sound Movie Annotation AN OP TA CMD D Next'.split(' ');

/** ISO 32000-2, 12.6.4: actions that run, send, play or import something, whatever triggers them. */
export const activeActions: Rule = (dictionary, _place, evidence) => {
  const action = dictionary.nameAmong('S', ACTIVE_ACTIONS);
  if (action !== undefined && !isStructureElement(dictionary))
    evidence.report('active-content', `has an action of type ${action}`);
};

/** 12.6.4.17: a script. Readers run one from a name tree or an AA dictionary without asking for its type. */
export const scripts: Rule = (dictionary, _place, evidence) => {
  if (dictionary.isNamedByDocument) return;
  if (dictionary.has('JS', 'string', 'reference')) evidence.report('active-content', 'has a script');
  if (dictionary.has('OnInstantiate')) evidence.report('active-content', 'has a script for 3D artwork');
};

/** 12.6.3: actions for events such as opening a page or leaving a field, which nobody asked for. */
export const additionalActions: Rule = (dictionary, _place, evidence) => {
  if (dictionary.isNamedByDocument) return;
  const hasAny = dictionary
    .all('AA')
    .some((value) => value.kind === 'reference' || (value.kind === 'dictionary' && !value.isEmpty));
  if (hasAny) evidence.report('active-content', 'has actions that events trigger');
};

/** 12.7.8 in ISO 32000-1: a form in a language of its own, scripts included. */
export const xfa: Rule = (dictionary, _place, evidence) => {
  if (!dictionary.isNamedByDocument && dictionary.has('XFA', 'reference', 'array', 'string', 'dictionary'))
    evidence.report('active-content', 'has an XFA form');
};

/** 12.5.6 and 13: rich media, films and sounds. */
export const activeAnnotations: Rule = (dictionary, _place, evidence) => {
  const annotation = dictionary.nameAmong('Subtype', ACTIVE_ANNOTATIONS);
  if (annotation !== undefined) evidence.report('active-content', `has an annotation of type ${annotation}`);
  if (!dictionary.isNamedByDocument && dictionary.has('RichMediaContent', 'reference', 'dictionary'))
    evidence.report('active-content', 'has rich media');
};

/** 14.7.2: `/S` is also the type of an element of a tagged document, named by whoever wrote it: a style may be called Sound. */
function isStructureElement(dictionary: PdfDictionary): boolean {
  if (dictionary.isOutOfStep || dictionary.isArray) return false;
  const looksLikeOne = dictionary.hasName('Type', 'StructElem') || dictionary.has('P');
  return (
    looksLikeOne &&
    !OPERATIVE.some((key) => dictionary.has(key, 'string', 'number', 'reference', 'dictionary', 'array'))
  );
}
