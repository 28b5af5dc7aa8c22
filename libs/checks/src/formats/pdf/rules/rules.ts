import { activeActions, activeAnnotations, additionalActions, scripts, xfa } from './active-content.js';
import { embeddedFiles } from './embedded-object.js';
import { externalContent, openActions, remoteFiles } from './leaving.js';
import type { Rule } from './rule.js';
import { contradictions, documentRoot, encryption } from './structure.js';

/** Asked about every dictionary of a document, in this order. */
export const RULES: readonly Rule[] = [
  encryption,
  activeActions,
  scripts,
  additionalActions,
  xfa,
  activeAnnotations,
  embeddedFiles,
  openActions,
  remoteFiles,
  externalContent,
  documentRoot,
  contradictions,
];
