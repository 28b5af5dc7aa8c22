import type { Memory } from '../../reading/memory/memory.js';
import type { Pace } from '../../reading/pace.js';
import { isData } from './attachment.js';
import { decodeObjectStream, type Allowance } from './decode-stream.js';
import type { Decryption } from './encryption/decryption.js';
import { hasTwoFaces } from './encryption/two-faces.js';
import type { Evidence } from './evidence.js';
import {
  MAX_OBJECT_STREAMS,
  MAX_OPEN_OBJECTS,
  MAX_SCRIPT_STREAM_BYTES,
  MAX_SCRIPT_STREAMS,
  MAX_STRING_BYTES,
  maxTotalInflatedBytes,
} from './limits.js';
import { MarkerFinder, type Marker } from './marker-finder.js';
import { isNamelessObjectStream, judgeNamelessObjectStream } from './nameless-object-stream.js';
import type { EncodedStream } from './encoded-stream.js';
import { isEmbeddedFile, mayBeScript, ObjectScanner } from './object-scanner.js';
import { isFormScript } from './form-script.js';
import { KeptText } from './kept-text.js';
import { scanObjectStream } from './object-stream.js';

/** With the blanks behind it, which its length does not count. */
const MAX_SCRIPT_BODY_BYTES = MAX_SCRIPT_STREAM_BYTES + 64;
/** Of its bytes, and of what is known of its dictionary. */
const MEMORY_PER_SCRIPT_BYTES = 4 * 1024;
/** A tagged document of mathematics has a file for each formula. */
const MAX_FILES = 2_000;
const isObjectStreamToo = ({ dictionary }: EncodedStream): boolean =>
  dictionary.hasName('Type', 'ObjStm') || dictionary.has('First') || dictionary.has('N');

/**
 * Sees a document once and reads every object in it, referred to or not, wherever it begins: an update hides none, and
 * neither does a string, a comment or a stream that another seems to begin in. Linear in time: at most
 * MAX_OPEN_OBJECTS are read at a time.
 */
export class DocumentScanner {
  private readonly markers = new MarkerFinder();
  private open: ObjectScanner[] = [];
  private objectStreams = 0;
  private files = 0;
  /** Streams that may turn out to be scripts. */
  private readonly scripts: EncodedStream[] = [];
  private readonly scriptMemory: Memory;
  private readonly allowance: Allowance;
  /** Of what is open, and of the object numbers. */
  private readonly openMemory: Memory;

  constructor(
    documentBytes: number,
    private readonly evidence: Evidence,
    private readonly pace: Pace,
    private readonly memory: Memory,
  ) {
    this.openMemory = memory.part();
    this.scriptMemory = memory.part();
    this.allowance = { bytesLeft: maxTotalInflatedBytes(documentBytes) };
  }

  /** A block of the document, always cut at the same places. Stops where the evidence is decided. */
  async push(slice: Buffer): Promise<void> {
    let at = 0;
    for (const marker of this.markers.find(slice)) {
      await this.read(slice, at, marker.at);
      if (this.evidence.isDecided) return;
      at = marker.at;
      this.begin(marker);
    }
    await this.read(slice, at, slice.length);
    await this.keepOpen();
  }

  async end(): Promise<void> {
    for (const scanner of this.open) scanner.end();
    this.open = [];
    if (!this.evidence.scripts.isNone) for (const stream of this.scripts) await this.judgeScript(stream);
  }

  private begin({ word, objectNumber, isFirstGeneration }: Marker): void {
    if (this.open.length >= MAX_OPEN_OBJECTS)
      this.evidence.report('unverifiable', 'The PDF has objects within objects, too many to follow.');
    const origin = word === 'obj' ? 'object' : 'trailer';
    // Its key depends on the generation, too, which readers take from here or from the xref.
    const isKnown = isFirstGeneration || this.evidence.decryption === undefined;
    this.open.push(
      new ObjectScanner(origin, isKnown ? objectNumber : 0, this.evidence, this.open.length > 0),
    );
  }

  /** Of what several objects hold, that of the one that began first is found first. */
  private async read(bytes: Buffer, from: number, to: number): Promise<void> {
    for (const scanner of this.open) scanner.push(bytes, from, to);
    if (this.open.some(({ isDone }) => isDone)) await this.settle();
  }

  private async keepOpen(): Promise<void> {
    const { open, evidence } = this;
    await this.openMemory.keep(open.reduce((sum, { keptBytes }) => sum + keptBytes, evidence.keptBytes));
    await this.pace.breathe();
  }

  private async settle(): Promise<void> {
    const done = this.open.filter((scanner) => scanner.isDone);
    this.open = this.open.filter((scanner) => !scanner.isDone);
    for (const { stream } of done)
      if (stream !== undefined && !this.evidence.isDecided) await this.look(stream);
  }

  private async look(objectStream: EncodedStream): Promise<void> {
    const { evidence } = this;
    if (evidence.decryption !== undefined) return this.lookAtEncrypted(objectStream, evidence.decryption);
    if (mayBeScript(objectStream.dictionary)) return this.keepScript(objectStream);
    if (isEmbeddedFile(objectStream.dictionary)) return this.lookAtFile(objectStream);
    await this.lookAtObjects(objectStream);
  }

  /** What a script or a file says is not looked at. */
  private async lookAtEncrypted(stream: EncodedStream, decryption: Decryption): Promise<void> {
    const { dictionary, objectNumber } = stream;
    if (mayBeScript(dictionary)) return this.evidence.addText(objectNumber, false);
    if (isEmbeddedFile(dictionary))
      return this.evidence.report('embedded-object', 'The PDF has a file embedded.');
    await this.lookAtObjects(decryption.isIdentity ? stream : { ...stream, decryption });
  }

  private async lookAtObjects(objectStream: EncodedStream): Promise<void> {
    const { evidence } = this;
    if (!isNamelessObjectStream(objectStream.dictionary)) this.objectStreams += 1;
    if (this.objectStreams > MAX_OBJECT_STREAMS)
      return evidence.report('unverifiable', 'The PDF has too many object streams to look into.');
    const memory = this.memory.part();
    try {
      const { decryption } = objectStream;
      if (decryption !== undefined) await this.lookFromOutside(objectStream, decryption, memory);
      await this.scan(objectStream, memory);
    } finally {
      memory.giveBack();
    }
  }

  /** Somebody may take the document for one that is not encrypted, or the stream for another object. */
  private async lookFromOutside(
    stream: EncodedStream,
    decryption: Decryption,
    memory: Memory,
  ): Promise<void> {
    const { evidence, pace, allowance } = this;
    const plain = { ...stream, decryption: undefined };
    if (isNamelessObjectStream(stream.dictionary)) return;
    const isPlain = Buffer.isBuffer(await decodeObjectStream(plain, allowance, pace, memory));
    if (isPlain || stream.objectNumber === 0 || (await hasTwoFaces(stream, decryption, pace, memory)))
      evidence.report('encrypted', 'The PDF is encrypted, but for an object stream that should be.');
  }

  private async keepScript(stream: EncodedStream): Promise<void> {
    const { body } = stream;
    if (
      this.scripts.length === MAX_SCRIPT_STREAMS ||
      body === undefined ||
      body.length > MAX_SCRIPT_BODY_BYTES
    )
      return this.evidence.addText(stream.objectNumber, false);
    await this.scriptMemory.take(MEMORY_PER_SCRIPT_BYTES);
    this.scripts.push({ ...stream, body: Buffer.from(body) });
  }

  private async judgeScript(stream: EncodedStream): Promise<void> {
    const { evidence, allowance, pace } = this;
    const memory = this.memory.part();
    const content = await decodeObjectStream(stream, allowance, pace, memory);
    const text = new KeptText();
    text.start(true);
    if (Buffer.isBuffer(content))
      for (const byte of content.subarray(0, MAX_STRING_BYTES + 1)) text.append(byte);
    const isPlain = Buffer.isBuffer(content) && text.isPlain && !text.isCut && stream.beginsPlainly;
    const isSound = isPlain && !stream.dictionary.isDoubtful && !stream.dictionary.isOutOfStep;
    evidence.addText(stream.objectNumber, isSound && isFormScript(text.text));
    memory.giveBack();
  }

  /** Whether something names it or not, and as what, is known when all has been seen. */
  private async lookAtFile(file: EncodedStream): Promise<void> {
    const { evidence, allowance, pace } = this;
    this.files += 1;
    const memory = this.memory.part();
    try {
      await memory.take(file.body?.length ?? 0);
      const isXml =
        this.files <= MAX_FILES &&
        !file.dictionary.isDoubtful &&
        file.beginsPlainly &&
        !isObjectStreamToo(file);
      if (!isXml || !(await isData(file, allowance, pace, memory)))
        return evidence.report('embedded-object', 'The PDF has a file embedded.');
      evidence.dataFiles.add(file.objectNumber);
      evidence.warn('attachment', 'The PDF has data for machines attached.');
    } finally {
      memory.giveBack();
    }
  }

  private async scan(objectStream: EncodedStream, memory: Memory): Promise<void> {
    const { evidence, pace } = this;
    await memory.take(objectStream.body?.length ?? 0);
    if (isNamelessObjectStream(objectStream.dictionary)) {
      return judgeNamelessObjectStream(objectStream, this.allowance, evidence, pace, memory);
    }
    if (objectStream.dictionary.isDoubtful || !objectStream.beginsPlainly) {
      const detail = 'The PDF has an object stream that readers read differently.';
      return evidence.reportUnlessEncrypted('malformed', detail);
    }
    const content = await decodeObjectStream(objectStream, this.allowance, pace, memory);
    if (!Buffer.isBuffer(content)) {
      if (content.code === 'archive-bomb') evidence.report(content.code, content.detail);
      else evidence.reportUnlessEncrypted(content.code, content.detail);
      return;
    }
    const flaw = await scanObjectStream(objectStream.dictionary, content, evidence, pace, memory);
    if (flaw !== undefined) evidence.reportUnlessEncrypted(flaw.code, flaw.detail);
  }
}
