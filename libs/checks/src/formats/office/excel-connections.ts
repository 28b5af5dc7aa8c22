import { isRejection } from '#core';
import { OK, refuse, type Check } from '../../inspection/check.js';
import type { XmlElement } from '../xml/xml-element.js';
import type { XmlHandler } from '../xml/xml-reader.js';
import { extentOf } from '../zip/entry.js';
import { ENTRY_CODES } from '../zip/read-entry.js';
import { officePackage } from './office-package.js';
import { partStarts } from './part-starts.js';
import { readXmlPart } from './read-xml-part.js';
import { targetsOf } from './relationships.js';

const MAX_PART_BYTES = 32 * 1024 * 1024;
const MAX_REQUESTS = 4;

const KIND = /^(?:officedocument|connections|querytable|pivotcachedefinition)$/;
const CONTENT_TYPE = /spreadsheetml\.(?:connections|querytable|pivotcachedefinition)\+xml$/;
const ROOT = /^(?:workbook|connections|queryTable|pivotCacheDefinition)$/;

/**
 * A workbook's data connections (ECMA-376-1, 18.13), its query tables (18.15) and pivot caches (18.10): one that
 * refreshes when the file is opened, or by itself after a while, loads from outside without being asked. A pivot table
 * over cells of the same workbook may refresh as it likes. Reads those parts.
 */
export const connections: Check = {
  name: 'excel-connections',
  reads: 'connections, query tables and pivot caches',
  codes: [...ENTRY_CODES, 'external-reference'],
  async run(subject) {
    const office = await officePackage(subject);
    if (isRejection(office)) return { rejection: office };
    const starts = await partStarts(subject);
    if (isRejection(starts)) return { rejection: starts };
    const reached = await targetsOf(office.relationships, subject.pace, ({ kind }) => KIND.test(kind));
    const parts = [...office.parts].filter(
      ([name, { bytes }]) =>
        bytes > 0 &&
        (reached.has(name) ||
          CONTENT_TYPE.test(office.contentTypes.of(name) ?? '') ||
          ROOT.test(starts.get(name)?.root ?? '')),
    );
    const extents = parts.map(([, part]) => extentOf(part));
    await subject.reader.prefetch(extents, MAX_REQUESTS);
    const refreshes = new Refreshes();
    for (const [, part] of parts) {
      refreshes.begin();
      const rejection = await readXmlPart(subject, part, refreshes, MAX_PART_BYTES);
      if (rejection !== undefined) return { rejection };
    }
    return refreshes.isFound
      ? refuse('external-reference', 'The Office file refreshes a data connection when it is opened.')
      : OK;
  },
};

/** What Excel connects the pivot tables over a workbook's own data model with. */
const DATA_MODEL = 'Data Model Connection';

/** Over connections, query tables and pivot caches, one after another. */
class Refreshes implements XmlHandler {
  private isRefreshed = false;
  /** Connections that pivot caches refresh. */
  private readonly refreshed = new Set<string>();
  /** Connections to the workbook's own data model. */
  private readonly models = new Set<string>();
  /** Connections that also lead elsewhere, whatever else they say. */
  private readonly others = new Set<string>();
  /** The workbook asks for all of them. */
  private areAllRefreshed = false;
  private readonly all = new Set<string>();
  private connection = '';
  private isCacheRefreshed = false;

  get isFound(): boolean {
    const refreshed = [...this.refreshed, ...(this.areAllRefreshed ? this.all : [])];
    return this.isRefreshed || refreshed.some((id) => !this.models.has(id) || this.others.has(id));
  }

  begin(): void {
    this.isCacheRefreshed = false;
  }

  open(element: XmlElement, depth: number): void {
    const { local } = element;
    const isOnLoad = isTrue(element.attribute('refreshOnLoad'));
    if (local === 'pivotCacheDefinition' && depth === 1) this.isCacheRefreshed = isOnLoad;
    else if (isOnLoad) this.isRefreshed = true;
    if (local === 'connection' && depth === 2) {
      this.connection = element.attribute('id')?.trim() ?? '';
      if (this.all.has(this.connection)) this.others.add(this.connection);
      this.all.add(this.connection);
      if (/[1-9]/.test(element.attribute('interval') ?? '')) this.isRefreshed = true;
    }
    if (isTrue(element.attribute('refreshAllConnections'))) this.areAllRefreshed = true;
    if (local === 'dbPr' && element.attribute('connection') === DATA_MODEL) this.models.add(this.connection);
    else if (local === 'dbPr' || local === 'webPr' || local === 'textPr') this.others.add(this.connection);
    if (!this.isCacheRefreshed) return;
    const source = element.attribute('type')?.trim();
    if (
      local === 'cacheSource' &&
      source !== 'worksheet' &&
      source !== 'consolidation' &&
      source !== 'scenario'
    )
      this.refreshed.add(element.attribute('connectionId')?.trim() ?? '');
    const isElsewhere = (local === 'worksheetSource' || local === 'rangeSet') && hasId(element);
    if (isElsewhere) this.isRefreshed = true;
  }
}

/** The values lie in another workbook. */
const hasId = ({ attributes }: XmlElement): boolean =>
  attributes.some(({ uri, local }) => local === 'id' && uri !== '');

/** xsd:boolean: blanks around it mean nothing. What is no boolean at all is what some reader takes for true. */
function isTrue(value: string | undefined): boolean {
  return value !== undefined && !/^(?:0|false|off|f|no|n|)$/i.test(value.trim());
}
