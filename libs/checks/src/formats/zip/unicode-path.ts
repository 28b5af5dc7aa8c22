import { crc32 } from 'node:zlib';
import { withoutEnd } from './fold-name.js';

const VERSION = 1;
/** Of the version and the CRC before the name. */
const HEADER_BYTES = 5;
const UTF8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/**
 * APPNOTE 4.6.9: the name in UTF-8, beside that in the code page of its writer; WinZip, WinRAR and 7-Zip write both.
 * Readers that know the field show this one, the others the code page's. So both are names of the entry, and only such
 * pairs count as nobody uses to say one thing and do another: where the name in the code page needs this one (it is no ASCII), where
 * the CRC says that the field belongs to it, and where both end in the same extension. Undefined for all else.
 */
export function unicodePath(field: Buffer, rawName: Buffer): string | undefined {
  if (field[0] !== VERSION || field.length <= HEADER_BYTES || isAscii(rawName)) return undefined;
  if (field.readUInt32LE(1) !== crc32(rawName)) return undefined;
  const name = decode(field.subarray(HEADER_BYTES));
  return name !== undefined && extensionOf(name) === extensionOf(rawName.toString('latin1'))
    ? name
    : undefined;
}

export const isAscii = (bytes: Buffer): boolean => bytes.every((byte) => byte < 0x80);

/**
 * From the last dot of the last segment, in lower case, as Windows sees it: without the stream behind a colon, and
 * without dots and blanks at the end. Of a folder the slash.
 */
function extensionOf(name: string): string {
  if (name.endsWith('/')) return '/';
  const start = Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1;
  const segment = withoutEnd(name.slice(start).split(':', 1)[0]!, '. ');
  const dot = segment.lastIndexOf('.');
  return dot < 0 ? '' : segment.slice(dot).toLowerCase();
}

function decode(bytes: Buffer): string | undefined {
  try {
    return UTF8.decode(bytes).replaceAll('\\', '/'); // as WinZip writes it
  } catch {
    return undefined;
  }
}
