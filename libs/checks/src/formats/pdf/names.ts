import type { ActiveContentKind } from '#core';

/** What runs, sends, plays or imports something: ISO 32000-2, 12.6.4. The others move about in the document. */
export const ACTIVE_ACTIONS: ReadonlyMap<string, ActiveContentKind> = new Map([
  ['JavaScript', 'script'],
  ['Launch', 'launch'],
  ['SubmitForm', 'form-submit'],
  ['ImportData', 'form-submit'],
  ['Movie', 'media'],
  ['Sound', 'media'],
  ['Rendition', 'media'],
  ['RichMediaExecute', 'media'],
]);

/** Leave the document: fine when a person clicks, not when the document is opened. */
export const LEAVING_ACTIONS: ReadonlySet<string> = new Set(['URI', 'GoToR', 'GoToE', 'Thread']);

/** Annotations that play something. */
export const ACTIVE_ANNOTATIONS: ReadonlySet<string> = new Set(['RichMedia', 'Movie', 'Sound']);

/** Names that make a dictionary matter, and that no genuine document keeps as an object of its own. */
export const NEVER_ALONE: ReadonlySet<string> = new Set([
  ...ACTIVE_ACTIONS.keys(),
  ...LEAVING_ACTIONS,
  ...ACTIVE_ANNOTATIONS,
  ...['EmbeddedFile', 'FileAttachment', 'URL'],
]);

/** Where the document, not the standard, chooses the keys: a font may well be called /JS, a style /AA. */
export const NAMED_BY_DOCUMENT: ReadonlySet<string> = new Set([
  ...['Font', 'XObject', 'ExtGState', 'ColorSpace', 'Pattern', 'Shading', 'Properties'],
  ...['CharProcs', 'Dests', 'RoleMap', 'ClassMap', 'Colorants'],
]);

/** Names that make something harmless that would not be without them. */
export const EXCUSES: ReadonlySet<string> = new Set([...NAMED_BY_DOCUMENT, 'StructElem', 'P']);

/** The keys that rules ask for; of all others nothing is kept, so that memory does not grow with the document. */
export const KEPT_KEYS: ReadonlySet<string> = new Set([
  ...['Type', 'Subtype', 'S', 'JS', 'AA', 'OpenAction', 'Next', 'XFA', 'OnInstantiate', 'RichMediaContent'],
  ...['F', 'UF', 'DOS', 'Mac', 'Unix', 'Win', 'FS', 'EF', 'Ref', 'Encrypt', 'Root', 'Pages', 'P'],
  ...['Filter', 'DecodeParms', 'DP', 'Predictor', 'First', 'N', 'Length', 'W'],
  ...['Sound', 'Movie', 'Annotation', 'AN', 'OP', 'TA', 'CMD', 'D', 'AFRelationship'],
]);

const VALUES = [
  ...['Catalog', 'Page', 'XRef', 'ObjStm', 'StructElem', 'Data', 'Source', 'Alternative', 'Supplement'],
  ...['FlateDecode', 'Fl', 'ASCIIHexDecode', 'AHx', 'ASCII85Decode', 'A85', 'Standard'],
];

/** ISO 32000-2, 12.6.3: events. Those of a field that run nothing but scripts (K, F, V) are not among them. */
export const EVENTS: ReadonlySet<string> = new Set([
  ...['E', 'X', 'D', 'U', 'Fo', 'Bl', 'PO', 'PC', 'PV', 'PI', 'O', 'C'],
  ...['WC', 'WS', 'DS', 'WP', 'DP'],
]);

/** Every name that means something to a rule; of all others only that they are others is known. */
export const KNOWN_NAMES: readonly string[] = [
  ...new Set([...KEPT_KEYS, ...NEVER_ALONE, ...NAMED_BY_DOCUMENT, ...EVENTS, ...VALUES]),
];
