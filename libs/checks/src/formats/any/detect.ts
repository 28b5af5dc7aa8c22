import { fileTypeFromBuffer } from 'file-type';
import { isSniffedAsHtml } from './html.js';

/**
 * The first bytes' own opinion of what they begin, for the signature check and for the verdict of a refused object. A
 * first classifier, not a validator: it never sees more than the head, so the type's own checks have the last word.
 */
export async function detect(head: Buffer): Promise<string | undefined> {
  if (isSniffedAsHtml(head)) return 'text/html';
  if (head.subarray(0, 2).toString('latin1') === '#!') return 'text/x-shellscript';
  try {
    return (await fileTypeFromBuffer(head))?.mime;
  } catch {
    // It throws on some genuine files (a ZIP whose data descriptor has no signature): then it has no opinion.
    return undefined;
  }
}
