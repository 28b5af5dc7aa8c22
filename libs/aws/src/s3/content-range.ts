import { AirlockError, type ByteRange } from '#core';

/** RFC 9110, 14.4. */
const CONTENT_RANGE = /^bytes ([0-9]{1,15})-([0-9]{1,15})\/([0-9]{1,15})$/;

/** @throws RangeError for what S3 would take for no range at all, and answer with the whole object */
export function rangeHeader({ start, length }: ByteRange): string {
  if (!Number.isSafeInteger(start) || start < 0) throw new RangeError(`a range cannot start at ${start}`);
  if (length === undefined) return `bytes=${start}-`;
  if (!Number.isSafeInteger(length) || length < 1)
    throw new RangeError(`a range cannot have ${length} bytes`);
  return `bytes=${start}-${start + length - 1}`;
}

/**
 * How many bytes the body has and how many the object. A server that did not understand the range sends everything and
 * no Content-Range; whoever took that for the range would judge the wrong bytes.
 * @throws AirlockError `dependency-unavailable` when it is not the range that was asked for
 */
export function receivedRange(
  header: string | undefined,
  { start, length }: ByteRange,
): { bytes: number; size: number } {
  const [first, last, size] = (CONTENT_RANGE.exec(header ?? '') ?? []).slice(1).map(Number);
  if (first === start && last !== undefined && size !== undefined && last < size) {
    const wanted = Math.min(length ?? Infinity, size - start);
    if (last - first + 1 === wanted) return { bytes: wanted, size };
  }
  throw new AirlockError(
    'dependency-unavailable',
    `S3 answered with the range ${header ?? 'of everything'} to ${rangeHeader({ start, length })}`,
  );
}
