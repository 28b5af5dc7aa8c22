import { reject, type Rejection } from '#core';
import type { XmlElement } from '../xml/xml-element.js';
import type { XmlHandler } from '../xml/xml-reader.js';

/** A field under way: its instruction so far, and whether another field's result became part of the keyword. */
interface Field {
  instruction: string;
  isKeywordComputed: boolean;
  isInstruction: boolean;
}

/** A keyword that dynamic data exchange could still grow from: DDEAUTO in pieces, or all of it from nested fields. */
const COULD_BECOME_DDE = /^\s*(?:d(?:d(?:e(?:a(?:u(?:t(?:o)?)?)?)?)?)?)?$/i;
const DDE = /^\s*dde(?:auto)?(?:\s|"|$)/i;
/** Longer instructions are formulas; the keyword is at the start. */
const MAX_INSTRUCTION_CHARACTERS = 256;
/** Deeper than Word itself nests them. */
const MAX_NESTED_FIELDS = 64;

const VML = 'urn:schemas-microsoft-com:vml';
const OUTSIDE = /^(?:[a-z][a-z0-9+.-]+:|[/\\]{2})/i;

/**
 * One story of a Word document. ECMA-376-1, 17.16: a field of dynamic data exchange starts a program when the file is
 * opened. ECMA-376-4, 19.1: a VML shape may name its picture by URL, past the relationships.
 */
export class WordStory implements XmlHandler {
  isDdeFound = false;
  isPictureOutside = false;
  private readonly fields: Field[] = [];
  private isInstructionText = false;

  constructor(private readonly rootElement: string) {}

  open(element: XmlElement, depth: number): Rejection | undefined {
    const { local, uri } = element;
    if (depth === 1 && local !== this.rootElement)
      return reject('malformed', 'a part of the text is something else');
    if (local === 'fldSimple') this.judge(attributeOf(element, 'instr') ?? '', false);
    else if (local === 'instrText') this.isInstructionText = true;
    else if (local === 'fldChar') this.mark(attributeOf(element, 'fldCharType'));
    if (uri === VML && OUTSIDE.test(element.attribute('src') ?? '')) this.isPictureOutside = true;
    return undefined;
  }

  close({ local }: XmlElement): void {
    if (local === 'instrText') this.isInstructionText = false;
  }

  text(text: string): void {
    const field = this.fields.at(-1);
    if (!this.isInstructionText || field?.isInstruction !== true) return;
    if (field.instruction.length < MAX_INSTRUCTION_CHARACTERS) field.instruction += text;
  }

  private mark(type: string | undefined): void {
    const field = this.fields.at(-1);
    if (type === 'begin') {
      if (field?.isInstruction === true && COULD_BECOME_DDE.test(field.instruction))
        field.isKeywordComputed = true;
      if (this.fields.length < MAX_NESTED_FIELDS)
        this.fields.push({ instruction: '', isKeywordComputed: false, isInstruction: true });
    } else if (field !== undefined && (type === 'separate' || type === 'end')) {
      if (field.isInstruction) this.judge(field.instruction, field.isKeywordComputed);
      field.isInstruction = false;
      if (type === 'end') this.fields.pop();
    }
  }

  private judge(instruction: string, isKeywordComputed: boolean): void {
    if (isKeywordComputed || DDE.test(instruction)) this.isDdeFound = true;
  }
}

const WORD = [
  'http://schemas.openxmlformats.org/wordprocessingml/2006/main',
  'http://purl.oclc.org/ooxml/wordprocessingml/main',
];
const attributeOf = (element: XmlElement, local: string): string | undefined =>
  element.attribute(local, WORD[0]) ?? element.attribute(local, WORD[1]);
