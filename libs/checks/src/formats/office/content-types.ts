import { reject, type Rejection } from '#core';
import type { XmlElement } from '../xml/xml-element.js';
import type { XmlHandler } from '../xml/xml-reader.js';
import { foldPartName } from './part-name.js';

const NAMESPACE = 'http://schemas.openxmlformats.org/package/2006/content-types';

/** RFC 6838, 4.2: each half has at most 127 characters; parameters may follow. */
const MAX_CONTENT_TYPE_CHARACTERS = 1024;

/** ECMA-376-2, 7.2.3: the media type of every part, by its name or else by its extension. Media types in lower case. */
export class ContentTypes implements XmlHandler {
  private readonly byExtension = new Map<string, string>();
  private readonly byName = new Map<string, string>();

  /** Of the part of that folded name; undefined for one that no rule covers. */
  of(name: string): string | undefined {
    return this.byName.get(name) ?? this.byExtension.get(/\.([^./]*)$/.exec(name)?.[1] ?? '');
  }

  open(element: XmlElement, depth: number): Rejection | undefined {
    if (depth === 1 && (element.local !== 'Types' || element.uri !== NAMESPACE))
      return reject('malformed', 'The content types part is something else.');
    const written = element.attribute('ContentType') ?? '';
    if (written.length > MAX_CONTENT_TYPE_CHARACTERS)
      return reject('malformed', 'A content type is too long for one.');
    const contentType = element.attribute('ContentType')?.trim().toLowerCase();
    const extension = element.attribute('Extension')?.toLowerCase();
    const partName = element.attribute('PartName');
    if (contentType === undefined) return undefined;
    if (element.local === 'Default' && extension !== undefined)
      return add(this.byExtension, extension, contentType);
    if (element.local === 'Override' && partName !== undefined)
      return add(this.byName, foldPartName(partName), contentType);
    return undefined;
  }
}

/** Said twice alike is careless; said twice differently, readers choose differently. */
function add(types: Map<string, string>, key: string, contentType: string): Rejection | undefined {
  if ((types.get(key) ?? contentType) !== contentType)
    return reject('malformed', 'A part has two content types.');
  types.set(key, contentType);
  return undefined;
}
