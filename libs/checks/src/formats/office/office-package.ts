import { isRejection, reject, type Rejection } from '#core';
import { oncePerObject } from '../../inspection/check.js';
import { zipDirectory } from '../zip/directory.js';
import { extentOf, type ZipEntry } from '../zip/entry.js';
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
/** A place in a table. */
const MEMORY_PER_RELATIONSHIP = 64;
/** For the content types and all relationships together: parts of one kind usually lie together. */
const MAX_REQUESTS = 6;

/** A slide, a drawing, a header. */
const MAX_NEAR_BYTES = 64 * 1024;
const isSmallXml = (name: string, { offset, limit }: ZipEntry): boolean =>
  name.endsWith('.xml') && limit - offset <= MAX_NEAR_BYTES;

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
  if (isRejection(directory)) return directory;
  const parts = new Map<string, ZipEntry>();
  for (const entry of directory.entries) {
    await subject.pace.breathe();
    if (entry.codePageName !== undefined) return reject('malformed', 'A part has two names.');
    const name = foldPartName(entry.name);
    if (parts.has(name)) return reject('malformed', 'Two parts have the same name.');
    parts.set(name, entry);
  }
  const contentTypesPart = parts.get('[content_types].xml');
  if (contentTypesPart === undefined)
    return reject('type-mismatch', 'The file is no Office file: it has no content types.');
  // ECMA-376-1 allows a part to come in pieces, which no Office writes and each reader would join differently.
  if ([...parts.keys()].some((name) => /\/\[\d+\](?:\.last)?\.piece$/.test(name)))
    return reject('malformed', 'A part comes in pieces.');

  const relationshipParts = [...parts].filter(([name]) => name.endsWith('.rels'));
  const relationshipBytes = relationshipParts.reduce((sum, [, { bytes }]) => sum + bytes, 0);
  if (relationshipBytes > MAX_RELATIONSHIPS_BYTES)
    return reject(
      'unverifiable',
      `The Office file has more than ${MAX_RELATIONSHIPS_BYTES} bytes of relationships.`,
    );
  // What has relationships lies with them in most files; asked for later, it would cost the bytes between once more.
  const near = [...parts].filter(([name, part]) => isSmallXml(name, part)).map(([, part]) => part);
  const extents = [contentTypesPart, ...relationshipParts.map(([, part]) => part), ...near];
  await subject.reader.prefetch(extents.map(extentOf), MAX_REQUESTS);

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

/** By folded name of the part they start from, and there by id: ECMA-376-2, 6.5.3.4, has it name one. */
export const relationshipsBySource = oncePerObject(
  async (subject): Promise<ReadonlyMap<string, ReadonlyMap<string, Relationship>> | Rejection> => {
    const office = await officePackage(subject);
    if (isRejection(office)) return office;
    await subject.memory.take(MEMORY_PER_RELATIONSHIP * office.relationships.length);
    const bySource = new Map<string, Map<string, Relationship>>();
    for (const relationship of office.relationships) {
      await subject.pace.breathe();
      const { source, id } = relationship;
      const byId = bySource.get(source) ?? new Map<string, Relationship>();
      if (id !== '' && byId.has(id))
        return reject('malformed', 'Two relationships of a part have the same id.');
      bySource.set(source, byId.set(id, relationship));
    }
    return bySource;
  },
);
