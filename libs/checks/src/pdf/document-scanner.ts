import type { Memory } from '../memory/memory.js';
import type { Pace } from '../pace.js';
import { decodeObjectStream, type Allowance } from './decode-stream.js';
import type { Evidence } from './evidence.js';
import { MAX_OBJECT_STREAMS, MAX_OPEN_OBJECTS, maxTotalInflatedBytes } from './limits.js';
import { MarkerFinder, type Marker } from './marker-finder.js';
import { ObjectScanner, type EncodedObjectStream } from './object-scanner.js';
import { scanObjectStream } from './object-stream.js';

/** Where several objects are open, which takes longer, the others have their turn more often. */
const BYTES_BETWEEN_BREATHS = 4096;

/**
 * Sees a document once and reads every object in it, referred to or not, wherever it begins: an update hides none, and
 * neither does a string, a comment or a stream that another seems to begin in. Linear in time: at most
 * MAX_OPEN_OBJECTS are read at a time.
 */
export class DocumentScanner {
  private readonly markers = new MarkerFinder();
  private open: ObjectScanner[] = [];
  private objectStreams = 0;
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
    this.allowance = { bytesLeft: maxTotalInflatedBytes(documentBytes) };
  }

  /** Stops where the evidence is decided. */
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

  end(): void {
    for (const scanner of this.open) scanner.end();
    this.open = [];
  }

  private begin({ word, objectNumber }: Marker): void {
    if (this.open.length >= MAX_OPEN_OBJECTS)
      this.evidence.report('unverifiable', 'has objects within objects, too many to follow');
    const origin = word === 'obj' ? 'object' : 'trailer';
    this.open.push(new ObjectScanner(origin, objectNumber, this.evidence, this.open.length > 0));
  }

  /** What is found is found in the order of the bytes: one by one if several objects are open, which genuine ones are not. */
  private async read(bytes: Buffer, from: number, to: number): Promise<void> {
    for (let at = from; at < to && this.open.length > 0 && !this.evidence.isDecided;) {
      const [only, ...others] = this.open;
      if (only !== undefined && others.length === 0) at = only.push(bytes, at, to);
      else {
        for (const scanner of this.open) scanner.push(bytes, at, at + 1);
        at += 1;
        if (at % BYTES_BETWEEN_BREATHS === 0) await this.keepOpen();
      }
      if (this.open.some((scanner) => scanner.isDone)) await this.settle();
    }
  }

  private async keepOpen(): Promise<void> {
    const { open, evidence } = this;
    await this.openMemory.keep(open.reduce((sum, { keptBytes }) => sum + keptBytes, evidence.keptBytes));
    await this.pace.breathe();
  }

  private async settle(): Promise<void> {
    const done = this.open.filter((scanner) => scanner.isDone);
    this.open = this.open.filter((scanner) => !scanner.isDone);
    for (const { objectStream } of done)
      if (objectStream !== undefined && !this.evidence.isDecided) await this.look(objectStream);
  }

  private async look(objectStream: EncodedObjectStream): Promise<void> {
    const { evidence } = this;
    this.objectStreams += 1;
    if (this.objectStreams > MAX_OBJECT_STREAMS)
      return evidence.report('unverifiable', 'has too many object streams to look into');
    const memory = this.memory.part();
    try {
      await this.scan(objectStream, memory);
    } finally {
      memory.giveBack();
    }
  }

  private async scan(objectStream: EncodedObjectStream, memory: Memory): Promise<void> {
    const { evidence, pace } = this;
    await memory.take(objectStream.body?.length ?? 0);
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
