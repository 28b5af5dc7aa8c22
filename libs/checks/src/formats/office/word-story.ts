import { reject, type Rejection } from '#core';
import type { XmlElement } from '../xml/xml-element.js';
import type { XmlHandler } from '../xml/xml-reader.js';
import type { FieldDanger } from './field-instruction.js';
import { leadsOutside } from './target.js';
import { WordFields } from './word-fields.js';

const VML = 'urn:schemas-microsoft-com:vml';

/**
 * One story of a Word document. A field may start a program or fetch something when the file is opened; ECMA-376-4,
 * 19.1: a VML shape may name its picture by URL, past the relationships.
 */
export class WordStory implements XmlHandler {
  isPictureOutside = false;
  private readonly fields = [new WordFields(true), new WordFields(false)];

  constructor(private readonly rootElement: string) {}

  open(element: XmlElement, depth: number): Rejection | undefined {
    const { local, uri } = element;
    if (depth === 1 && local !== this.rootElement)
      return reject('malformed', 'A part with text is something other than text.');
    for (const fields of this.fields) fields.open(element, depth);
    if (uri === VML && leadsOutside(element.attribute('src') ?? '')) this.isPictureOutside = true;
    return undefined;
  }

  close(element: XmlElement, depth: number): void {
    for (const fields of this.fields) fields.close(element, depth);
  }

  text(text: string): void {
    for (const fields of this.fields) fields.text(text);
  }

  /** What its fields do, once it was read to its end. */
  finish(): { readonly dangers: ReadonlySet<FieldDanger>; readonly isAmbiguous: boolean } {
    for (const fields of this.fields) fields.finish();
    return {
      dangers: new Set(this.fields.flatMap(({ found }) => [...found])),
      isAmbiguous: this.fields.some(({ isAmbiguous }) => isAmbiguous),
    };
  }
}
