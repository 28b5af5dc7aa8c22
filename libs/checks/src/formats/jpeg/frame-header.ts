/** What a frame says of itself. */
export interface FrameHeader {
  /** Zero: a DNL segment after the first scan says it. */
  readonly height: number;
  readonly width: number;
}

const FRAME_HEADER_BYTES = 6;
const COMPONENT_BYTES = 3;
const MAX_COMPONENTS = 4;
const MAX_SAMPLING_FACTOR = 4;
/** SOF 0 to 3 and 9 to 11; 5 to 7 and 13 to 15 are for hierarchical pictures, which are in no decoder. */
const FRAMES: readonly number[] = [0xc0, 0xc1, 0xc2, 0xc3, 0xc9, 0xca, 0xcb];
/** DHT, JPG and DAC lie among them. */
const NO_FRAMES: readonly number[] = [0xc4, 0xc8, 0xcc];

export const isFrameHeader = (marker: number): boolean =>
  marker >= 0xc0 && marker <= 0xcf && !NO_FRAMES.includes(marker);

/** ITU T.81, B.2.2; undefined for one that no decoder knows. */
export function frameHeader(marker: number, segment: Buffer): FrameHeader | undefined {
  if (!FRAMES.includes(marker) || segment.length < FRAME_HEADER_BYTES) return undefined;
  const components = segment[5]!;
  if (components === 0 || components > MAX_COMPONENTS) return undefined;
  if (segment.length !== FRAME_HEADER_BYTES + COMPONENT_BYTES * components) return undefined;
  for (let at = FRAME_HEADER_BYTES + 1; at < segment.length; at += COMPONENT_BYTES) {
    const factors = [segment[at]! >> 4, segment[at]! & 15];
    if (factors.some((factor) => factor === 0 || factor > MAX_SAMPLING_FACTOR)) return undefined;
  }
  const width = segment.readUInt16BE(3);
  return width === 0 ? undefined : { width, height: segment.readUInt16BE(1) };
}
