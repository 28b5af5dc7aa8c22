import { isRejection, type Rejection } from '#core';
import { oncePerObject } from '../../inspection/check.js';
import { officePackage } from './office-package.js';
import { partStarts } from './part-starts.js';

/** The parts that hold text, and so fields (ECMA-376-1, 11.3): how they are reached, typed, and begin. */
const STORIES: readonly [kind: RegExp, contentType: RegExp, rootElement: string][] = [
  [/^officedocument$/, /\.wordprocessingml\.(?:document|template)\.main\+xml$/, 'document'],
  [/^glossarydocument$/, /\.wordprocessingml\.document\.glossary\+xml$/, 'glossaryDocument'],
  [/^header$/, /\.wordprocessingml\.header\+xml$/, 'hdr'],
  [/^footer$/, /\.wordprocessingml\.footer\+xml$/, 'ftr'],
  [/^footnotes$/, /\.wordprocessingml\.footnotes\+xml$/, 'footnotes'],
  [/^endnotes$/, /\.wordprocessingml\.endnotes\+xml$/, 'endnotes'],
  [/^comments$/, /\.wordprocessingml\.comments\+xml$/, 'comments'],
];
const WORD = /wordprocessingml|ms-word/;

/**
 * The stories of a Word document and the root element each must have. A reader finds them by relationship, and a part
 * is one by content type or by its root element as well: each alone is enough.
 */
export const storyParts = oncePerObject(async (subject): Promise<ReadonlyMap<string, string> | Rejection> => {
  const office = await officePackage(subject);
  if (isRejection(office)) return office;
  const starts = await partStarts(subject);
  if (isRejection(starts)) return starts;
  const kinds = new Map<string, Set<string>>();
  const main = office.relationships.find(({ source, kind }) => source === '' && kind === 'officedocument');
  const isWord = WORD.test(office.contentTypes.of(main?.target ?? '') ?? '');
  for (const { kind, target, isExternal } of office.relationships) {
    await subject.pace.breathe();
    if (!isExternal && STORIES.some(([pattern]) => pattern.test(kind)))
      kinds.set(target, (kinds.get(target) ?? new Set()).add(kind));
  }
  const stories = new Map<string, string>();
  for (const name of isWord ? office.parts.keys() : []) {
    await subject.pace.breathe();
    if (name === '[content_types].xml' || name.endsWith('.rels')) continue;
    const root = starts.get(name)?.root;
    const contentType = office.contentTypes.of(name) ?? '';
    const isReached = [...(kinds.get(name) ?? [])];
    const claim = STORIES.find(
      ([kind, type]) => type.test(contentType) || isReached.some((each) => kind.test(each)),
    );
    const begun = STORIES.find(([, , element]) => element === root);
    // Microsoft's own SDK makes the type of the main part that of every part without another.
    const isByDefault = claim?.[2] === 'document' && isReached.length === 0 && root !== undefined;
    // A header that is labelled a footer is read all the same; the main part must be what it says.
    const story = name === main?.target || (begun === undefined && !isByDefault) ? claim : begun;
    if (story !== undefined) stories.set(name, story[2]);
  }
  return stories;
});
