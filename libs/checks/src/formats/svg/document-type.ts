import { reject, type Rejection } from '#core';

/** XML 1.0, 2.8: a name, and where the definitions are; in brackets, definitions of its own. */
const PLAIN =
  /^\s*(?:[\w.-]+:)?svg(?:\s+(?:PUBLIC\s+(?:"[^"]*"|'[^']*')|SYSTEM))?(?:\s*(?:"([^"]*)"|'([^']*)'))?\s*$/;
/** A public name and an address. */
const MAX_CHARACTERS = 1024;
/** What drawing programs write; every reader has these, or does without. */
const OF_W3C = /^https?:\/\/www\.w3\.org\/[\w/.-]*\.dtd$/i;

/**
 * SVG 1.1 recommends a document type, and Illustrator and old versions of Inkscape write one. It may name the W3C's
 * definitions and declare nothing itself: through its own entities a file reads others, and explodes.
 */
export function documentTypeProblem(text: string): Rejection | undefined {
  const plain = text.length > MAX_CHARACTERS ? null : PLAIN.exec(text);
  if (plain === null) return reject('malformed', 'The SVG has a document type that declares something.');
  const definitions = plain[1] ?? plain[2];
  return definitions === undefined || OF_W3C.test(definitions)
    ? undefined
    : reject('external-reference', 'The SVG has a document type whose definitions are elsewhere.');
}
