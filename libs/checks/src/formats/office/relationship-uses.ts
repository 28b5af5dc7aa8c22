import type { FindingCode } from '#core';
import type { XmlElement } from '../xml/xml-element.js';
import type { XmlHandler } from '../xml/xml-reader.js';
import type { Relationship } from './relationships.js';
import { plainTarget } from './target.js';

/** ECMA-376-1, 22.8.2.1, transitional and strict. */
const RELATIONSHIP_ID = /\/officedocument\/(?:2006\/)?relationships\/?$/i;
/** VML's and SmartArt's own spellings of it. */
const OTHER_IDS = /^(?:relid|relationshipid)$/i;

/** What waits for a click. */
const HYPERLINK = /^(?:hyperlink|hlinkclick)$/i;
/** What does not: the pointer passes over it. ECMA-376-1, 20.1.2.2.23 and 21.1.2.3.6. */
const HOVER = /^hlink(?:hover|mouseover)$/i;
/** ECMA-376-1, 21.1.2.3.5, and MS-OE376: what a click, or merely the pointer, starts. */
const STARTS_PROGRAM = /^ppaction:[/\\]*(?:program|macro)/i;
const OPENS_OBJECT = /^ppaction:[/\\]*ole/i;

/** A picture of Excel's data types (stocks, countries), in the card that a click opens: Microsoft's, or it is loaded. */
const WEB_IMAGE = 'http://schemas.microsoft.com/office/spreadsheetml/2020/richdatawebimage';
const DATA_TYPES = /^https:\/\/(?:www\.)?bing\.com\//;

/** Elements that mean one thing, whatever the type of the relationship that they name. */
const MEANINGS: ReadonlyMap<string, readonly [code: FindingCode, detail: string]> = new Map([
  ['altchunk', ['embedded-object', 'The Office file imports another document.']],
  ['subdoc', ['embedded-object', 'The Office file imports another document.']],
  ['oleobj', ['embedded-object', 'The Office file has an OLE object.']],
  ['oleobject', ['embedded-object', 'The Office file has an OLE object.']],
  ['objectembed', ['embedded-object', 'The Office file has an OLE object.']],
  ['objectlink', ['embedded-object', 'The Office file has an OLE object.']],
  ['externalreference', ['external-reference', 'The Office file takes values from another workbook.']],
  ['webextensionref', ['add-in', 'The Office file has a web extension.']],
  ['control', ['control', 'The Office file has ActiveX controls.']],
]);
/** A form control of Excel's own, which only says how a list box looks. */
const FORM_CONTROL = 'ctrlprop';

/** What these lead to is looked for by the type of their relationship. */
const KINDS: ReadonlyMap<string, RegExp> = new Map([
  ['headerreference', /^header$/],
  ['footerreference', /^footer$/],
  ['sldid', /^slide$/],
  ['sldlayoutid', /^slidelayout$/],
  ['sldmasterid', /^slidemaster$/],
  ['sheet', /^(?:worksheet|chartsheet|dialogsheet|xl(?:intl)?macrosheet)$/],
  ['drawing', /^drawing$/],
  ['legacydrawing', /^vmldrawing$/],
  ['legacydrawinghf', /^vmldrawing$/],
  ['tablepart', /^table$/],
  ['pivotcache', /^pivotcachedefinition$/],
]);

/**
 * Readers follow a relationship by its id and ask the element what it is for, not the relationship. So the element must
 * mean what the relationship says: a picture through a hyperlink is fetched when the file is opened.
 */
export class RelationshipUses implements XmlHandler {
  readonly findings = new Map<string, FindingCode>();

  /** The relationships of the part that is read. */
  constructor(private readonly byId: ReadonlyMap<string, Relationship>) {}

  open(element: XmlElement): void {
    const local = element.local.toLowerCase();
    if (local.startsWith('hlink')) this.judgeAction(element, HOVER.test(local));
    if (this.byId.size === 0) return;
    for (const { uri, local: name, value } of element.attributes) {
      if (!RELATIONSHIP_ID.test(uri) && !OTHER_IDS.test(name)) continue;
      const relationship = this.byId.get(value.trim());
      if (relationship !== undefined) this.judgeUse(element, relationship);
    }
  }

  private judgeUse({ local, uri }: XmlElement, { kind, isExternal, target }: Relationship): void {
    const element = local.toLowerCase();
    if (HOVER.test(element)) {
      if (isExternal || kind === 'hyperlink')
        this.find(
          'external-reference',
          'The Office file opens something outside when the pointer passes over it.',
        );
    } else if (
      kind === 'hyperlink' &&
      !HYPERLINK.test(element) &&
      !(uri === WEB_IMAGE && DATA_TYPES.test(target))
    )
      this.find(
        'external-reference',
        'The Office file uses a hyperlink for something that is loaded when the file is opened.',
      );
    const meaning = MEANINGS.get(element);
    if (meaning !== undefined && !(element === 'control' && kind === FORM_CONTROL)) this.find(...meaning);
    if (KINDS.get(element)?.test(kind) === false)
      this.find('malformed', 'A relationship is used for something else than it says.');
  }

  private judgeAction(element: XmlElement, isHover: boolean): void {
    const action = plainTarget(element.attribute('action') ?? '').replace(/\s/g, '');
    if (STARTS_PROGRAM.test(action) || (isHover && OPENS_OBJECT.test(action)))
      this.find('launch', 'The Office file has a shape that starts a program.');
  }

  private find(code: FindingCode, detail: string): void {
    this.findings.set(detail, code);
  }
}
