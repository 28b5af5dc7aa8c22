import { reject, type Rejection } from '#core';
import { oncePerObject } from '../check.js';
import { zipDirectory } from '../zip/directory.js';
import type { ZipEntry } from '../zip/entry.js';
import { ContentTypes } from './content-types.js';
import { foldPartName, sourceOfRelationships } from './part-name.js';
import { readXmlPart } from './read-xml-part.js';
import { Relationships, type Relationship } from './relationships.js';

/** A name and a type for each of 10,000 parts take half of it. */
const MAX_CONTENT_TYPES_BYTES = 4 * 1024 * 1024;
/** Of all relationships parts; a sheet with as many links as Excel takes, 65,530, has 13 MiB. */
const MAX_RELATIONSHIPS_BYTES = 24 * 1024 * 1024;
/** What is kept of a byte of content types or relationships: texts of 2 bytes a character, and an object for each; measured. */
const MEMORY_PER_BYTE = 4;
/** For the content types and all relationships together: parts of one kind usually lie together. */
const MAX_REQUESTS = 6;

/** What an Office file says of itself: its parts, their types, and how they lead to each other. */
export interface OfficePackage {
  /** By folded name. */
  readonly parts: ReadonlyMap<string, ZipEntry>;
  readonly contentTypes: ContentTypes;
  readonly relationships: readonly Relationship[];
}

/** ECMA-376-2. Reads the directory, the content types and every relationships part. */
export const officePackage = oncePerObject(async (subject): Promise<OfficePackage | Rejection> => {
  const directory = await zipDirectory(subject);
  if ('code' in directory) return directory;
  const parts = new Map<string, ZipEntry>();
  for (const entry of directory.entries) {
    const name = foldPartName(entry.name);
    if (parts.has(name)) return reject('malformed', 'two parts have the same name');
    parts.set(name, entry);
  }
  const contentTypesPart = parts.get('[content_types].xml');
  if (contentTypesPart === undefined)
    return reject('type-mismatch', 'has no content types: not an Office file');
  // ECMA-376-1 allows a part to come in pieces, which no Office writes and each reader would join differently.
  if ([...parts.keys()].some((name) => /\/\[\d+\](?:\.last)?\.piece$/.test(name)))
    return reject('malformed', 'a part comes in pieces');

  const relationshipParts = [...parts].filter(([name]) => name.endsWith('.rels'));
  const relationshipBytes = relationshipParts.reduce((sum, [, { bytes }]) => sum + bytes, 0);
  if (relationshipBytes > MAX_RELATIONSHIPS_BYTES)
    return reject('unverifiable', `has more than ${MAX_RELATIONSHIPS_BYTES} bytes of relationships`);
  const extents = [contentTypesPart, ...relationshipParts.map(([, part]) => part)];
  await subject.reader.prefetch(
    extents.map(({ offset, limit }) => ({ start: offset, end: limit })),
    MAX_REQUESTS,
  );

  const contentTypesBytes = Math.min(contentTypesPart.bytes, MAX_CONTENT_TYPES_BYTES);
  await subject.memory.take(MEMORY_PER_BYTE * (contentTypesBytes + relationshipBytes));
  const contentTypes = new ContentTypes();
  const broken = await readXmlPart(subject, contentTypesPart, contentTypes, MAX_CONTENT_TYPES_BYTES);
  if (broken !== undefined) return broken;
  const relationships = new Relationships();
  for (const [name, part] of relationshipParts) {
    relationships.source = sourceOfRelationships(name) ?? name;
    const rejection = await readXmlPart(subject, part, relationships, MAX_RELATIONSHIPS_BYTES);
    if (rejection !== undefined) return rejection;
  }
  return { parts, contentTypes, relationships: relationships.all };
});
