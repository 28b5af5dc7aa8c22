/** ISO/IEC 11172-3, 2.4.2.3, and 13818-3: kbit/s by bitrate index, for MPEG-1 layers 1 to 3 and for MPEG-2 layer 1, and 2 and 3. */
const BITRATES: Record<string, readonly number[]> = {
  '1/1': [32, 64, 96, 128, 160, 192, 224, 256, 288, 320, 352, 384, 416, 448],
  '1/2': [32, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384],
  '1/3': [32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320],
  '2/1': [32, 48, 56, 64, 80, 96, 112, 128, 144, 160, 176, 192, 224, 256],
  '2/2': [8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160],
  '2/3': [8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160],
};
const SAMPLE_RATES = [44_100, 48_000, 32_000];
export const HEADER_BYTES = 4;

export interface Frame {
  readonly bytes: number;
  /** Version, layer and sample rate, which stay the same from frame to frame. */
  readonly kind: number;
}

/** The frame that begins at `at`, if one does. One of free format does not say its size, and is none here. */
export function frameAt(bytes: Buffer, at: number): Frame | undefined {
  if (at + HEADER_BYTES > bytes.length) return undefined;
  const header = bytes.readUInt32BE(at);
  // 11 bits of synchronisation; version 1 and layer 0 are reserved.
  const version = (header >>> 19) & 3;
  const layer = 4 - ((header >>> 17) & 3);
  if (header >>> 21 !== 0x7ff || version === 1 || layer === 4) return undefined;
  const sampleRate = (SAMPLE_RATES[(header >>> 10) & 3] ?? 0) >> [2, 0, 1, 0][version]!;
  const kilobits = BITRATES[`${version === 3 ? 1 : 2}/${layer}`]?.[((header >>> 12) & 15) - 1];
  if (sampleRate === 0 || kilobits === undefined) return undefined;
  const padding = (header >>> 9) & 1;
  const samples = layer === 1 ? 384 : layer === 3 && version !== 3 ? 576 : 1152;
  const slotBytes = layer === 1 ? 4 : 1;
  const slots = Math.floor(((samples / 8) * kilobits * 1000) / sampleRate / slotBytes) + padding;
  return { bytes: slots * slotBytes, kind: header & 0xfffe0c00 };
}

export interface Chain {
  readonly frames: number;
  /** Where the next frame would begin. */
  readonly end: number;
  readonly kind?: number;
}

/** Frames of one kind, one after the other, from `at` on: how many begin in the buffer, and where the next would. */
export function chainAt(bytes: Buffer, at: number, maxFrames: number): Chain {
  let end = at;
  let frames = 0;
  let kind: number | undefined;
  while (frames < maxFrames) {
    const frame = frameAt(bytes, end);
    if (frame === undefined || (kind !== undefined && frame.kind !== kind)) break;
    kind = frame.kind;
    end += frame.bytes;
    frames += 1;
  }
  return { frames, end, kind };
}
