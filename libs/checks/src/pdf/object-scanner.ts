import type { PdfDictionary, PdfValue } from './dictionary.js';
import type { Evidence } from './evidence.js';
import { NEVER_ALONE } from './names.js';
import type { Place } from './rules/rule.js';
import { RULES } from './rules/rules.js';
import { StreamBody } from './stream-body.js';
import { Tokenizer } from './tokenizer.js';
import { ValueBuilder, type ValueSink } from './value-builder.js';

/** `object`: behind `1 0 obj`. `trailer`: behind that word. `compressed`: within an object stream, where streams cannot be. */
export type Origin = 'object' | 'trailer' | 'compressed';

/** An object stream as it stands in the file. */
export interface EncodedObjectStream {
  readonly dictionary: PdfDictionary;
  /** Undefined if it is larger than what is kept. */
  readonly body: Buffer | undefined;
}

/** Reads one object, from behind the word that begins it to its end, and asks the rules about every dictionary in it. */
export class ObjectScanner implements ValueSink {
  private readonly builder = new ValueBuilder(this);
  private readonly tokenizer = new Tokenizer(this.builder);
  private root?: PdfDictionary;
  private body?: StreamBody;
  private hasEnded = false;

  constructor(
    private readonly origin: Origin,
    private readonly objectNumber: number,
    private readonly evidence: Evidence,
    private readonly isWithinAnother = false,
  ) {}

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

  /** The object stream that has just ended, if it was one. */
  get objectStream(): EncodedObjectStream | undefined {
    const { root, body } = this;
    if (root === undefined || body?.hasEnded !== true || !body.isKept) return undefined;
    return { dictionary: root, body: body.bytes };
  }

  /** The file, or the compressed object, ends here. */
  end(): void {
    if (this.hasEnded) return;
    const isCutShort = this.body !== undefined || !this.isAtRest;
    this.tokenizer.end();
    this.builder.end();
    if (this.body === undefined) this.finishRoot(false);
    if (isCutShort && (!this.isWithinAnother || this.body?.isKept === true))
      this.evidence.reportUnlessEncrypted('malformed', 'has an object without an end');
    this.hasEnded = true;
  }

  nested(dictionary: PdfDictionary): void {
    const place = { isStream: false, isTrailer: false, isWithinAnother: this.isWithinAnother };
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
      evidence.report('active-content', 'hides the type of an action or annotation behind a reference');
    if (value.kind === 'string' && value.leadsElsewhere) evidence.elsewhere.add(objectNumber);
    // Where a reference to a reference leads is not followed: it may lead anywhere.
    if (value.kind === 'reference') {
      evidence.leaving.add(objectNumber);
      evidence.elsewhere.add(objectNumber);
    }
    this.finish();
  }

  keyword(word: string): void {
    const { root } = this;
    // Some readers pass over a word they do not know, to the value behind it.
    if (root === undefined && !ENDS_OBJECT.has(word)) return;
    if (word !== 'stream' || root === undefined || this.origin !== 'object') return this.finish();
    this.finishRoot(true);
    this.root = root;
    this.body = new StreamBody(isObjectStream(root));
    this.tokenizer.stop();
  }

  tooDeep(): void {
    this.evidence.report('malformed', 'has arrays or dictionaries nested too deeply');
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

/** ISO 32000-2, 7.5.7. Some readers do not ask for the type, so whatever has `/First` is one. */
const isObjectStream = (dictionary: PdfDictionary): boolean =>
  dictionary.hasName('Type', 'ObjStm') || dictionary.has('First');
