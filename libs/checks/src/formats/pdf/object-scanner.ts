import type { PdfDictionary, PdfValue } from './dictionary.js';
import type { EncodedStream } from './encoded-stream.js';
import type { Evidence } from './evidence.js';
import { MAX_SCRIPT_STREAM_BYTES } from './limits.js';
import { NEVER_ALONE } from './names.js';
import type { Place } from './rules/rule.js';
import { RULES } from './rules/rules.js';
import { StreamBody } from './stream-body.js';
import { Tokenizer } from './tokenizer.js';
import { ValueBuilder, type ValueSink } from './value-builder.js';

/** `object`: behind `1 0 obj`. `trailer`: behind that word. `compressed`: within an object stream, where streams cannot be. */
export type Origin = 'object' | 'trailer' | 'compressed';

/** Reads one object, from behind the word that begins it to its end, and asks the rules about every dictionary in it. */
export class ObjectScanner implements ValueSink {
  private readonly builder: ValueBuilder;
  private readonly tokenizer: Tokenizer;
  private root?: PdfDictionary;
  private body?: StreamBody;
  private hasEnded = false;

  constructor(
    private readonly origin: Origin,
    private readonly objectNumber: number,
    private readonly evidence: Evidence,
    private readonly isWithinAnother = false,
  ) {
    // Of what an object stream holds no string is encrypted by itself: 7.6.2.
    this.builder = new ValueBuilder(this, evidence.decryption !== undefined && origin !== 'compressed');
    this.tokenizer = new Tokenizer(this.builder);
  }

  get isDone(): boolean {
    return this.hasEnded;
  }

  /** Nothing has begun that would be cut in two if the bytes ended here. */
  get isAtRest(): boolean {
    return this.builder.isBetweenValues && this.tokenizer.isAtTokenEnd;
  }

  /** As it lies in memory: what is open of its values, and its content if that is an object stream. */
  get keptBytes(): number {
    return this.builder.keptValues * MEMORY_PER_VALUE_BYTES + (this.body?.keptBytes ?? 0);
  }

  /** Reads on; returns where it stopped, which is `to` unless the object has ended before. */
  push(bytes: Buffer, from: number, to: number): number {
    const at = this.body === undefined ? this.tokenizer.push(bytes, from, to) : from;
    if (this.body === undefined || at === to) return at;
    const end = this.body.push(bytes, at, to);
    this.hasEnded = this.body.hasEnded;
    return end;
  }

  /** The stream that has just ended, if what is in it matters. */
  get stream(): EncodedStream | undefined {
    const { root, body } = this;
    if (root === undefined || body?.hasEnded !== true || !body.isKept) return undefined;
    const { objectNumber } = this;
    return { dictionary: root, objectNumber, body: body.bytes, beginsPlainly: body.beginsPlainly };
  }

  /** The file, or the compressed object, ends here. */
  end(): void {
    if (this.hasEnded) return;
    const isCutShort = this.body !== undefined || !this.isAtRest;
    this.tokenizer.end();
    this.builder.end();
    if (this.body === undefined) this.finishRoot(false);
    const isKept = this.body?.isKept === true && this.root !== undefined && !mayBeScript(this.root);
    if (isCutShort && (!this.isWithinAnother || isKept))
      this.evidence.reportUnlessEncrypted('malformed', 'The PDF has an object without an end.');
    this.hasEnded = true;
  }

  nested(dictionary: PdfDictionary): void {
    const { isWithinAnother, objectNumber } = this;
    const place = { isStream: false, isTrailer: false, isWithinAnother, within: objectNumber };
    if (!dictionary.isIrrelevant) for (const rule of RULES) rule(dictionary, place, this.evidence);
  }

  dictionary(dictionary: PdfDictionary): void {
    if (this.root !== undefined) return this.finish();
    this.root = dictionary;
    if (this.origin !== 'object') this.finish();
  }

  value(value: PdfValue): void {
    if (this.root !== undefined || this.origin === 'trailer') return this.finish();
    const { evidence, objectNumber } = this;
    if (value.kind === 'name' && NEVER_ALONE.has(value.name))
      evidence.report(
        'active-content',
        'The PDF hides the type of an action or annotation behind a reference.',
      );
    if (value.kind === 'string' && value.leadsElsewhere) evidence.elsewhere.addWithSuffixes(objectNumber);
    if (value.kind === 'string') evidence.addText(objectNumber, value.isFormScript);
    // Where a reference to a reference leads is not followed: it may lead anywhere.
    if (value.kind === 'reference') {
      evidence.leaving.addWithSuffixes(objectNumber);
      evidence.elsewhere.addWithSuffixes(objectNumber);
      evidence.addText(objectNumber, false);
    }
    this.finish();
  }

  keyword(word: string, isCertain: boolean): void {
    const { root } = this;
    // Some readers pass over a word they do not know, to the value behind it.
    if (root === undefined && !(isCertain && ENDS_OBJECT.has(word))) return;
    if (word !== 'stream' || root === undefined || this.origin !== 'object') return this.finish();
    this.finishRoot(true);
    this.root = root;
    const isScript = mayBeScript(root);
    if (!isScript) this.evidence.addText(this.objectNumber, false);
    this.body = new StreamBody(isScript || isObjectStream(root) || isEmbeddedFile(root));
    this.tokenizer.stop();
  }

  tooDeep(): void {
    this.evidence.report('malformed', 'The PDF has arrays or dictionaries nested too deeply.');
    this.hasEnded = true;
    this.tokenizer.stop();
  }

  /** Of a compressed object another may follow at once: some readers take them one after the other. */
  private finish(): void {
    this.finishRoot(false);
    if (this.origin === 'compressed') return;
    this.hasEnded = true;
    this.tokenizer.stop();
  }

  private finishRoot(isStream: boolean): void {
    const { root, origin, objectNumber, evidence, isWithinAnother } = this;
    this.root = undefined;
    const isFile = isStream && root !== undefined && isEmbeddedFile(root);
    // Only a stream can be taken for a file, and an xref entry may lead into its number.
    if (origin === 'object' && isStream && !isFile) evidence.otherObjects.addWithSuffixes(objectNumber);
    else if (origin === 'object' && !isFile) evidence.otherObjects.add(objectNumber);
    if (root === undefined || root.isIrrelevant) return;
    const isTrailer = origin === 'trailer';
    const place: Place = { isStream, isTrailer, isWithinAnother, ...(isTrailer ? {} : { objectNumber }) };
    for (const rule of RULES) rule(root, place, evidence);
  }
}

const MEMORY_PER_VALUE_BYTES = 96;
const ENDS_OBJECT: ReadonlySet<string> = new Set([
  ...['endobj', 'obj', 'stream', 'endstream', 'xref', 'trailer', 'startxref'],
]);

/** A short stream without a type: only when all has been seen is it known whether an action refers to it. */
export const mayBeScript = (dictionary: PdfDictionary): boolean =>
  !['Type', 'Subtype', 'First', 'N'].some((key) => dictionary.has(key)) &&
  dictionary
    .all('Length')
    .some((length) => length.kind === 'number' && length.value <= MAX_SCRIPT_STREAM_BYTES);

/** 7.11.4. */
export const isEmbeddedFile = (dictionary: PdfDictionary): boolean =>
  dictionary.hasName('Type', 'EmbeddedFile');

/**
 * ISO 32000-2, 7.5.7. Some readers do not ask for the type, and MuPDF not for `/First`, so whatever has one of these may
 * be one. A colour profile has an `/N`, too.
 */
const isObjectStream = (dictionary: PdfDictionary): boolean =>
  dictionary.hasName('Type', 'ObjStm') || dictionary.has('First') || dictionary.has('N');
