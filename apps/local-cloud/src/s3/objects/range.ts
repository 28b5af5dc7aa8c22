/** Both ends included, as in Content-Range. */
export interface ByteInterval {
  readonly start: number;
  readonly end: number;
}

/** 15 digits stay below 2⁵³, and far above S3's largest object. */
const ONE_RANGE = /^bytes=(\d{0,15})-(\d{0,15})$/;

/**
 * RFC 9110, 14.1.2, as S3 does it: several ranges or a malformed one give the whole object (undefined). Of an empty
 * object every range is unsatisfiable but a suffix, which gives it whole.
 */
export function parseRange(
  header: string | undefined,
  size: number,
): ByteInterval | 'unsatisfiable' | undefined {
  const match = ONE_RANGE.exec(header ?? '');
  if (match === null) return undefined;
  const [, first = '', last = ''] = match;
  if (first === '' && last === '') return undefined;
  if (first === '') {
    if (Number(last) === 0) return 'unsatisfiable';
    return size === 0 ? undefined : { start: Math.max(0, size - Number(last)), end: size - 1 };
  }
  const start = Number(first);
  if (last !== '' && Number(last) < start) return undefined;
  if (start >= size) return 'unsatisfiable';
  return { start, end: last === '' ? size - 1 : Math.min(Number(last), size - 1) };
}
