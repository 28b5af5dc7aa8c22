import type { XmlElement } from '../xml/xml-element.js';
import { Instruction, type FieldDanger } from './field-instruction.js';

/** ECMA-376-1, transitional and strict. */
const WORD = new Set([
  'http://schemas.openxmlformats.org/wordprocessingml/2006/main',
  'http://purl.oclc.org/ooxml/wordprocessingml/main',
]);
/** ECMA-376-3: alternatives, of which a reader takes one. */
const COMPATIBILITY = 'http://schemas.openxmlformats.org/markup-compatibility/2006';
/** Every reader takes what is in these; what is in any other element it may leave. */
const CONTAINERS = new Set(
  'document body p r hyperlink sdt sdtContent smartTag customXml ins del moveTo moveFrom tbl tr tc ruby rubyBase rt bdo dir hdr ftr footnotes footnote endnotes endnote comments comment glossaryDocument docParts docPart docPartBody txbxContent fldSimple'.split(
    ' ',
  ),
);
/** Text that is an instruction to some readers, where one is expected. */
const OTHER_TEXTS = new Set(['t', 'delText', 'delInstrText']);
/** A text of its own, though not to every reader. */
const OWN_STORIES = new Set(['txbxContent', 'footnote', 'endnote', 'comment']);
/** Deeper than Word itself nests them. */
const MAX_NESTED_FIELDS = 64;
/** Alternatives that each leave a field half open; what Word writes leaves none. */
const MAX_READINGS = 32;

/** The innermost open field, and those around it. Never changed, so that a reading that comes back to it is the same. */
interface Field {
  readonly around: Field | undefined;
  readonly depth: number;
  readonly instruction: Instruction;
  readonly isInstruction: boolean;
  readonly isDirty: boolean;
}
/** What one reader has open: undefined where no field is. */
type Reading = Field | undefined;

/** Content that some readers take and others do not. */
interface Region {
  readonly depth: number;
  readonly before: readonly Reading[];
  /** Of the branches that have ended; undefined for what is no choice. */
  after?: readonly Reading[];
  /** A story of its own: afterwards it is as before. */
  readonly isApart: boolean;
}

/**
 * The fields of one story (ECMA-376-1, 17.16.18), in every way that a reader may see them: it takes one branch of what
 * has several, and passes over what it does not know, or reads what is in it.
 */
export class WordFields {
  readonly found = new Set<FieldDanger>();
  /** More ways, or fields in fields, than are followed. */
  isAmbiguous = false;
  private readings: readonly Reading[] = [undefined];
  private readonly regions: Region[] = [];
  private textDepth = 0;

  /** @param areTextsApart text boxes and notes, as for Word; other readers see them where they are anchored */
  constructor(private readonly areTextsApart: boolean) {}

  open(element: XmlElement, depth: number): void {
    const { local, uri } = element;
    if (!WORD.has(uri)) return this.openOther(element, depth);
    if (local === 'fldChar') this.mark(element);
    else if (local === 'instrText') this.textDepth = depth;
    else if (OWN_STORIES.has(local) && this.areTextsApart) {
      this.regions.push({ depth, before: this.readings, isApart: true });
      this.readings = [undefined];
    } else if (OTHER_TEXTS.has(local)) {
      if (!this.readings.some((field) => field?.isInstruction === true)) return;
      this.textDepth = depth;
      this.regions.push({ depth, before: this.readings, isApart: false });
    } else if (local === 'fldSimple') {
      this.judgeSimple(element);
      this.each(withField);
    } else if (!CONTAINERS.has(local)) this.regions.push({ depth, before: this.readings, isApart: false });
  }

  close({ local, uri }: XmlElement, depth: number): void {
    if (this.textDepth === depth) this.textDepth = 0;
    const region = this.regions.at(-1);
    if (region?.depth === depth) this.leave(region);
    else if (isBranch(local, uri) && region?.after !== undefined && region.depth === depth - 1) {
      region.after = this.union(region.after, this.readings);
      this.readings = region.before;
    }
  }

  text(text: string): void {
    if (this.textDepth === 0) return;
    this.each((field) =>
      field?.isInstruction === true ? { ...field, instruction: field.instruction.with(text) } : field,
    );
  }

  /** A field that nobody closes is read as well. */
  finish(): void {
    for (const reading of this.readings)
      for (let field = reading; field !== undefined; field = field.around) this.judge(field);
  }

  private openOther({ local, uri }: XmlElement, depth: number): void {
    const isChoice = local === 'AlternateContent' && uri === COMPATIBILITY;
    const parent = this.regions.at(-1);
    if (isBranch(local, uri) && parent?.after !== undefined && parent.depth === depth - 1)
      this.readings = parent.before;
    else
      this.regions.push({
        depth,
        before: this.readings,
        isApart: false,
        ...(isChoice ? { after: [] } : {}),
      });
  }

  private leave({ before, after, isApart }: Region): void {
    this.regions.pop();
    if (isApart) {
      this.finish();
      this.readings = before;
    } else this.readings = this.union(before, after ?? this.readings);
  }

  private mark(element: XmlElement): void {
    const type = wordAttribute(element, 'fldCharType')?.trim().toLowerCase();
    const isDirty = isOn(wordAttribute(element, 'dirty'));
    if (type === 'begin') this.each((field) => this.begin(field, isDirty));
    else if (type === 'separate' || type === 'end') this.each((field) => this.end(field, type));
  }

  private begin(around: Reading, isDirty: boolean): Reading {
    const outer = withField(around);
    const depth = (around?.depth ?? 0) + 1;
    if (depth > MAX_NESTED_FIELDS) {
      this.isAmbiguous = true;
      return outer;
    }
    return {
      // Only where the outer one changed: otherwise it is the same again when this one ends.
      around: outer?.instruction === around?.instruction ? around : outer,
      depth,
      instruction: Instruction.EMPTY,
      isInstruction: true,
      isDirty: isDirty || around?.isDirty === true,
    };
  }

  private end(field: Reading, type: 'separate' | 'end'): Reading {
    if (field === undefined) return undefined;
    this.judge(field);
    return type === 'end' ? field.around : { ...field, isInstruction: false };
  }

  private judge({ instruction, isInstruction, isDirty }: Field): void {
    if (!isInstruction) return;
    for (const danger of instruction.dangers(isDirty)) this.found.add(danger);
  }

  /** Whoever reads another attribute of that name reads another instruction. */
  private judgeSimple(element: XmlElement): void {
    const isDirty = isOn(wordAttribute(element, 'dirty'));
    for (const { local, value } of element.attributes)
      if (local === 'instr')
        for (const danger of Instruction.EMPTY.with(value).dangers(isDirty)) this.found.add(danger);
  }

  private each(change: (reading: Reading) => Reading): void {
    const [only] = this.readings;
    this.readings = this.readings.length === 1 ? [change(only)] : unique(this.readings.map(change));
  }

  private union(one: readonly Reading[], other: readonly Reading[]): readonly Reading[] {
    if (one === other || other.length === 0) return one;
    const both = unique([...one, ...other]);
    if (both.length <= MAX_READINGS) return both;
    this.isAmbiguous = true;
    return one;
  }
}

const isBranch = (local: string, uri: string): boolean =>
  uri === COMPATIBILITY && (local === 'Choice' || local === 'Fallback');

/** Whose instruction another field is a piece of. */
const withField = (field: Reading): Reading =>
  field?.isInstruction === true ? { ...field, instruction: field.instruction.withField() } : field;

/** The same field, or one that is open in the same way. */
function unique(readings: readonly Reading[]): readonly Reading[] {
  const seen = new Map<string, Reading>();
  for (const reading of new Set(readings)) seen.set(keyOf(reading), reading);
  return [...seen.values()];
}

function keyOf(reading: Reading): string {
  let key = '';
  for (let field = reading; field !== undefined; field = field.around)
    key += `${field.isInstruction ? 'i' : 'r'}${field.isDirty ? 'd' : ''}${field.instruction.key}\0`;
  return key;
}

export function wordAttribute(element: XmlElement, local: string): string | undefined {
  return element.attributes.find((attribute) => attribute.local === local && WORD.has(attribute.uri))?.value;
}

/** ST_OnOff: there without a value is on. */
export const isOn = (value: string | undefined): boolean =>
  value !== undefined && !/^(?:0|false|off|)$/i.test(value.trim());
