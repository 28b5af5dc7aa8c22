/** What runs, sends, plays or imports something: ISO 32000-2, 12.6.4. The others move about in the document. */
export const ACTIVE_ACTIONS: ReadonlySet<string> = new Set([
  'JavaScript',
  'Launch',
  'SubmitForm',
  'ImportData',
  'Movie',
  'Sound',
  'Rendition',
  'RichMediaExecute',
]);

/** Leave the document: fine when a person clicks, not when the document is opened. */
export const LEAVING_ACTIONS: ReadonlySet<string> = new Set(['URI', 'GoToR', 'GoToE', 'Thread']);

/** Annotations that play something. */
export const ACTIVE_ANNOTATIONS: ReadonlySet<string> = new Set(['RichMedia', 'Movie', 'Sound']);

/** Names that make a dictionary matter, and that no genuine document keeps as an object of its own. */
export const NEVER_ALONE: ReadonlySet<string> = new Set([
  ...ACTIVE_ACTIONS,
  ...LEAVING_ACTIONS,
  ...ACTIVE_ANNOTATIONS,
  ...['EmbeddedFile', 'FileAttachment', 'URL'],
]);

/** Where the document, not the standard, chooses the keys: a font may well be called /JS, a style /AA. */
export const NAMED_BY_DOCUMENT: ReadonlySet<string> = new Set([
  ...['Font', 'XObject', 'ExtGState', 'ColorSpace', 'Pattern', 'Shading', 'Properties'],
  ...['CharProcs', 'Dests', 'RoleMap', 'ClassMap', 'Colorants'],
]);

/** The keys that rules ask for; of all others nothing is kept, so that memory does not grow with the document. */
export const KEPT_KEYS: ReadonlySet<string> = new Set([
  ...['Type', 'Subtype', 'S', 'JS', 'AA', 'OpenAction', 'Next', 'XFA', 'OnInstantiate', 'RichMediaContent'],
  ...['F', 'UF', 'DOS', 'Mac', 'Unix', 'Win', 'FS', 'EF', 'Ref', 'Encrypt', 'Root', 'Pages', 'P'],
  ...['Filter', 'DecodeParms', 'DP', 'Predictor', 'First', 'N', 'Length'],
  ...['Sound', 'Movie', 'Annotation', 'AN', 'OP', 'TA', 'CMD', 'D'],
]);

const VALUES = [
  ...['Catalog', 'Page', 'XRef', 'ObjStm', 'StructElem'],
  ...['FlateDecode', 'Fl', 'ASCIIHexDecode', 'AHx', 'ASCII85Decode', 'A85'],
];

/** Every name that means something to a rule; of all others only that they are others is known. */
export const KNOWN_NAMES: readonly string[] = [
  ...new Set([...KEPT_KEYS, ...NEVER_ALONE, ...NAMED_BY_DOCUMENT, ...VALUES]),
];
