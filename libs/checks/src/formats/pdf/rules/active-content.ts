import type { PdfDictionary } from '../dictionary.js';
import { ACTIVE_ACTIONS, ACTIVE_ANNOTATIONS } from '../names.js';
import type { Rule } from './rule.js';

/** What an action needs to do anything; an element of the document's structure has none of it. */
const OPERATIVE = 'JS F Win Mac Unix Sound Movie Annotation AN OP TA CMD D Next'.split(' ');

/** ISO 32000-2, 12.6.4: actions that run, send, play or import something, whatever triggers them. */
export const activeActions: Rule = (dictionary, _place, evidence) => {
  for (const value of dictionary.all('S')) {
    const action = value.kind === 'name' ? value.name : '';
    const kind = ACTIVE_ACTIONS.get(action);
    if (kind === undefined || isStructureElement(dictionary)) continue;
    if (isFormAction(dictionary))
      evidence.warn('form-script', 'The PDF has a form whose fields format themselves.');
    else evidence.report(kind, `The PDF has an action of type ${action}.`);
  }
};

/** 12.6.4.17: a script. Readers run one from a name tree or an AA dictionary without asking for its type. */
export const scripts: Rule = (dictionary, _place, evidence) => {
  if (dictionary.isNamedByDocument) return;
  for (const target of dictionary.references('JS')) evidence.scripts.add(target);
  if (dictionary.has('JS', 'string', 'reference') && !isFormAction(dictionary))
    evidence.report('script', 'The PDF has a script.');
  if (dictionary.has('OnInstantiate')) evidence.report('script', 'The PDF has a script for 3D artwork.');
};

/**
 * 12.6.3: actions for events such as opening a page or leaving a field, which nobody asked for. What stands in the dictionary is
 * judged action by action, as is what it refers to; where that dictionary itself is elsewhere, when all has been seen.
 */
export const additionalActions: Rule = (dictionary, _place, evidence) => {
  if (dictionary.isNamedByDocument) return;
  if (dictionary.has('AA', 'array'))
    evidence.report('active-content', 'The PDF has actions that events trigger.');
  for (const target of dictionary.references('AA')) evidence.triggers.add(target);
};

/** 12.7.8 in ISO 32000-1: a form in a language of its own, scripts included. */
export const xfa: Rule = (dictionary, _place, evidence) => {
  if (!dictionary.isNamedByDocument && dictionary.has('XFA', 'reference', 'array', 'string', 'dictionary'))
    evidence.report('xfa', 'The PDF has an XFA form.');
};

/** 12.5.6 and 13: rich media, films and sounds. */
export const activeAnnotations: Rule = (dictionary, _place, evidence) => {
  const annotation = dictionary.nameAmong('Subtype', ACTIVE_ANNOTATIONS);
  if (annotation !== undefined) evidence.report('media', `The PDF has an annotation of type ${annotation}.`);
  if (!dictionary.isNamedByDocument && dictionary.has('RichMediaContent', 'reference', 'dictionary'))
    evidence.report('media', 'The PDF has rich media.');
};

/** Scripts that only format fields, and no other action in the same dictionary. Those by reference are judged when all has been seen. */
function isFormAction(dictionary: PdfDictionary): boolean {
  const scripts = dictionary.all('JS');
  const types = dictionary.all('S');
  return (
    !dictionary.isOutOfStep &&
    !dictionary.isArray &&
    scripts.length > 0 &&
    scripts.every(
      (script) => script.kind === 'reference' || (script.kind === 'string' && script.isFormScript),
    ) &&
    types.every((type) => type.kind === 'name' && type.name === 'JavaScript')
  );
}

/** 14.7.2: `/S` is also the type of an element of a tagged document, named by whoever wrote it: a style may be called Sound. */
function isStructureElement(dictionary: PdfDictionary): boolean {
  if (dictionary.isOutOfStep || dictionary.isArray) return false;
  const looksLikeOne = dictionary.hasName('Type', 'StructElem') || dictionary.has('P');
  return (
    looksLikeOne &&
    !OPERATIVE.some((key) => dictionary.has(key, 'string', 'number', 'reference', 'dictionary', 'array'))
  );
}
