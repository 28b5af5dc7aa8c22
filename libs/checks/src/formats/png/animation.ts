import { reject, type Rejection } from '#core';
import type { Canvas } from '../image/canvas.js';
import type { Chunk } from './chunk.js';
import type { ChunkOrder } from './chunk-order.js';

const FRAME_CONTROL_BYTES = 26;

/** W3C PNG 4.9 and 11.3.6 (APNG): as many frames as it says, in order, each within the canvas. */
export class PngAnimation {
  private width = 0;
  private height = 0;
  private declaredFrames?: number;
  private frames = 0;
  private sequence = 0;

  constructor(private readonly canvas: Canvas) {}

  problem(chunk: Chunk, order: ChunkOrder): Rejection | undefined {
    const { type, bytes, start } = chunk;
    if (type === 'IHDR') {
      this.width = start.readUInt32BE(0);
      this.height = start.readUInt32BE(4);
    }
    if (type === 'acTL') {
      if (bytes !== 8 || this.declaredFrames !== undefined || !order.isBeforeData)
        return reject('malformed', 'The PNG has an animation header too many, too late or of another size.');
      this.declaredFrames = start.readUInt32BE(0);
    }
    // Without an animation header these are chunks like any other, which decoders pass over.
    if (this.declaredFrames === undefined) return undefined;
    if (type === 'fcTL') return this.frameProblem(bytes, start);
    if (type === 'fdAT') return bytes < 4 || order.isBeforeData ? OUT_OF_ORDER : this.sequenceProblem(start);
    return undefined;
  }

  conclusion(): Rejection | undefined {
    if (this.declaredFrames === undefined || this.declaredFrames === this.frames) return undefined;
    return reject('malformed', `The PNG says ${this.declaredFrames} frames and has ${this.frames}.`);
  }

  private frameProblem(bytes: number, start: Buffer): Rejection | undefined {
    if (bytes !== FRAME_CONTROL_BYTES) return OUT_OF_ORDER;
    this.frames += 1;
    const [width, height, left, top] = [4, 8, 12, 16].map((at) => start.readUInt32BE(at)) as [
      number,
      number,
      number,
      number,
    ];
    if (width === 0 || height === 0 || left + width > this.width || top + height > this.height)
      return reject('malformed', 'A frame lies outside the canvas.');
    return this.sequenceProblem(start) ?? this.canvas.frame(this.width, this.height);
  }

  private sequenceProblem(start: Buffer): Rejection | undefined {
    return start.readUInt32BE(0) === this.sequence++ ? undefined : OUT_OF_ORDER;
  }
}

const OUT_OF_ORDER = reject('malformed', 'The frames of the animation are not in order.');
