/**
 * How an XML document begins (XML 1.0, 2.8). `open`: the bytes end before it is known. A document type may be plain, or
 * declare something itself, in brackets.
 */
export type PrologKind = 'not-xml' | 'element' | 'document-type' | 'declarations' | 'open';

export interface Prolog {
  readonly kind: PrologKind;
  /** The root element's local name, if the bytes reach as far. */
  readonly root?: string;
}

/** UTF-32 and EBCDIC (XML 1.0, appendix F): some readers take them, and we do not look into them. */
const OTHER_ENCODINGS = ['0000feff', 'fffe0000', '0000003c', '3c000000', '4c6fa794'];
const MAX_NAME_CHARACTERS = 256;
const ROOT = /^<(?:[^\s<>/:!?]+:)?([^\s<>/:!?]+)(?=[\s/>])/;
/** Quoted identifiers may hold a bracket or the end. */
const DOCUMENT_TYPE = /^<!DOCTYPE(?:[^[>"']|"[^"]*"|'[^']*')*([[>])?/;

/** Looks at the first bytes of what may be XML without parsing it, behind blanks, comments and instructions. */
export function prologOf(start: Buffer): Prolog {
  if (OTHER_ENCODINGS.includes(start.toString('hex', 0, 4))) return { kind: 'declarations' };
  const text = decoded(start);
  let kind: PrologKind = 'element';
  for (let at = 0; ;) {
    at = behindBlanks(text, at);
    const isCutOff = (what: string): boolean => what.startsWith(text.slice(at));
    if (text.slice(0, at).trim() === '' && at >= text.length) return { kind: 'not-xml' };
    if (at >= text.length || isCutOff('<!DOCTYPE') || isCutOff('<!--')) return { kind: 'open' };
    if (text.startsWith('<!--', at)) at = behind(text, '-->', at + 4);
    else if (text.startsWith('<?', at)) at = behind(text, '?>', at + 2);
    else if (text.startsWith('<!DOCTYPE', at)) {
      const [declaration = '', end] = DOCUMENT_TYPE.exec(text.slice(at)) ?? [];
      if (end === undefined) return { kind: 'open' };
      if (end === '[') return { kind: 'declarations' };
      kind = 'document-type';
      at += declaration.length;
    } else if (text[at] !== '<') return { kind: 'not-xml' };
    else return { kind, root: ROOT.exec(text.slice(at, at + MAX_NAME_CHARACTERS))?.[1] };
  }
}

function behindBlanks(text: string, from: number): number {
  let at = from;
  while (at < text.length && /\s/.test(text[at]!)) at += 1;
  return at;
}

function behind(text: string, end: string, from: number): number {
  const at = text.indexOf(end, from);
  return at < 0 ? text.length : at + end.length;
}

/** XML 1.0, appendix F. */
function decoded(start: Buffer): string {
  const [first, second] = start;
  const even = start.subarray(0, start.length & ~1);
  if ((first === 0xff && second === 0xfe) || (first === 0x3c && second === 0))
    return even.toString('utf16le').replace(/^\ufeff/, '');
  if ((first === 0xfe && second === 0xff) || (first === 0 && second === 0x3c))
    return Buffer.from(even)
      .swap16()
      .toString('utf16le')
      .replace(/^\ufeff/, '');
  return start.toString('utf8').replace(/^\ufeff/, '');
}
