import { reject, type Rejection } from '#core';
import type { Pace } from '../../reading/pace.js';
import type { XmlElement } from '../xml/xml-element.js';
import type { XmlHandler } from '../xml/xml-reader.js';
import { resolvePart } from './part-name.js';
import { leadsOutside } from './target.js';

/** ECMA-376-2, 6.5.3: how a part leads to another, or out of the package. */
export interface Relationship {
  /** What elements of the source name it by; readers go by it alone, whatever the kind is. */
  readonly id: string;
  /** Folded name of the part it starts from; '' is the package. */
  readonly source: string;
  /** The type's last word in lower case: transitional, strict and Microsoft's own differ only before it. */
  readonly kind: string;
  /** Folded name of the part it leads to; as written, if external. */
  readonly target: string;
  readonly isExternal: boolean;
}

/** The parts that some of them lead to, by folded name. */
export async function targetsOf(
  relationships: readonly Relationship[],
  pace: Pace,
  isWanted: (relationship: Relationship) => boolean,
): Promise<Set<string>> {
  const targets = new Set<string>();
  for (const relationship of relationships) {
    await pace.breathe();
    if (isWanted(relationship)) targets.add(relationship.target);
  }
  return targets;
}

/** Of all parts together: a workbook with a link in every row has tens of thousands. */
const MAX_RELATIONSHIPS = 200_000;

/** What is looked at is at the start; Office takes no more than about 2,000 itself. */
const MAX_TARGET_CHARACTERS = 4096;

/** Gathers the relationships of one part after another. */
export class Relationships implements XmlHandler {
  readonly all: Relationship[] = [];
  /** Of the part being read. */
  source = '';

  open(element: XmlElement, depth: number): Rejection | undefined {
    if (depth === 1 && element.local !== 'Relationships')
      return reject('malformed', 'A relationships part is something else.');
    if (element.local !== 'Relationship') return undefined;
    const type = element.attribute('Type')?.trim();
    const target = element.attribute('Target')?.slice(0, MAX_TARGET_CHARACTERS);
    if (type === undefined || target === undefined)
      return reject('malformed', 'A relationship leads nowhere.');
    if (this.all.length >= MAX_RELATIONSHIPS)
      return reject('unverifiable', `The Office file has more than ${MAX_RELATIONSHIPS} relationships.`);
    // A target that can only be outside is, whatever the mode says.
    const isExternal =
      element.attribute('TargetMode')?.trim().toLowerCase() === 'external' || leadsOutside(target);
    this.all.push({
      id: element.attribute('Id')?.trim() ?? '',
      source: this.source,
      kind: type.slice(type.lastIndexOf('/') + 1).toLowerCase(),
      target: isExternal ? target : resolvePart(this.source, target),
      isExternal,
    });
    return undefined;
  }
}
