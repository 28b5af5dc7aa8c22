const MIB = 1024 * 1024;
const GIB = 1024 * MIB;

/** AWS, "Amazon S3 multipart upload limits": what one PUT, one part and one CopyObject can carry. */
export const MAX_PUT_BYTES = 5 * GIB;
/** The same: of every part but the last. */
export const MIN_PART_BYTES = 5 * MIB;
/** What is not larger has nothing to gain from parts. */
export const MULTIPART_FROM_BYTES = MIN_PART_BYTES + 1;
/** 63 GiB and a half in the largest parts; more than any policy may allow. */
export const MAX_MULTIPART_BYTES = 50 * GIB;
/** S3 would take 10,000, but lists 1,000 of them at a time: so that one answer has them all. */
export const MAX_PARTS = 1000;

/** A part that breaks is sent anew, so the smallest that keep to {@link MAX_PARTS} are taken. */
const PART_SIZES = [8 * MIB, 16 * MIB, 32 * MIB, 64 * MIB] as const;

/** How an object is cut: into parts of one size, and a last one with what is left. */
export interface Cut {
  /** Of the whole object, in bytes. */
  readonly size: number;
  /** Bytes of each part but the last; whole MiB. */
  readonly partSize: number;
}

/** @throws RangeError for a size that is not one of a multipart upload */
export function cutOf(size: number): Cut {
  if (!Number.isInteger(size) || size < MULTIPART_FROM_BYTES || size > MAX_MULTIPART_BYTES)
    throw new RangeError(`${size} bytes are not sent in parts`);
  const partSize = PART_SIZES.find((bytes) => Math.ceil(size / bytes) <= MAX_PARTS);
  if (partSize === undefined) throw new RangeError(`${size} bytes are too many for ${MAX_PARTS} parts`);
  return { size, partSize };
}

export const partCountOf = ({ size, partSize }: Cut): number => Math.ceil(size / partSize);

/** Bytes of the part of that number, from 1. @throws RangeError where there is no such part */
export function partBytesOf(cut: Cut, number: number): number {
  const count = partCountOf(cut);
  if (!Number.isInteger(number) || number < 1 || number > count)
    throw new RangeError(`there is no part ${number} of ${count}`);
  return number < count ? cut.partSize : cut.size - (count - 1) * cut.partSize;
}
