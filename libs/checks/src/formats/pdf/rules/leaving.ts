import { FILE_KEYS } from '../file-specification.js';
import { EVENTS, LEAVING_ACTIONS } from '../names.js';
import type { Rule } from './rule.js';

/** ISO 32000-2, 12.6.4: an open action that goes elsewhere. A destination or a GoTo is what every pdfTeX document has. */
export const openActions: Rule = (dictionary, { objectNumber, within }, evidence) => {
  for (const target of dictionary.references('OpenAction')) evidence.opened.add(target);
  const triggered = dictionary.isTriggers ? evidence.opened : evidence.triggered;
  for (const target of dictionary.triggers) triggered.add(target);
  const action = dictionary.nameAmong('S', LEAVING_ACTIONS);
  const isLeaving = action !== undefined && (action !== 'Thread' || dictionary.has('F'));
  const hasNext = dictionary.has('Next', 'reference', 'dictionary', 'array');
  if (dictionary.isAutomatic) {
    if (isLeaving)
      evidence.report('external-reference', 'The PDF opens something else as soon as it is opened.');
    for (const target of dictionary.references('Next')) evidence.opened.add(target);
  }
  for (const target of dictionary.references('Next')) evidence.triggered.add(target);
  if (isLeaving && within !== undefined && (EVENTS.has(dictionary.key) || dictionary.key === 'Next'))
    evidence.leavingOnEvent.addWithSuffixes(within);
  // What an object leads to is known only when all have been seen; no genuine open action has a second one behind it.
  if (objectNumber !== undefined && (isLeaving || (hasNext && dictionary.has('S'))))
    evidence.leaving.addWithSuffixes(objectNumber);
};

/** 12.6.4.3: a sister file by its relative name is what manuals have; a path or URL makes readers go anywhere, with credentials. */
export const remoteFiles: Rule = (dictionary, { objectNumber }, evidence) => {
  const isRemote = dictionary.nameAmong('S', LEAVING_ACTIONS) !== undefined;
  if (isRemote && dictionary.leadsElsewhere)
    evidence.report('external-reference', 'The PDF links to a file by an absolute path or a URL.');
  for (const key of FILE_KEYS) for (const target of dictionary.references(key)) evidence.files.add(target);
  if (objectNumber !== undefined && dictionary.leadsElsewhere)
    evidence.elsewhere.addWithSuffixes(objectNumber);
};

/** 7.3.8.2 and 8.10.4: content that a reader fetches by itself from another file. */
export const externalContent: Rule = (dictionary, { isStream }, evidence) => {
  if (!isStream) return;
  if (dictionary.has('F', 'string', 'dictionary', 'reference'))
    evidence.report('external-reference', 'The PDF keeps the content of a stream in another file.');
  if (dictionary.has('Ref', 'dictionary', 'reference'))
    evidence.report('external-reference', 'The PDF shows a page of another file.');
};
