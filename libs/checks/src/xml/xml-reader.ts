import { TextDecoder } from 'node:util';
import { reject, type Rejection } from '#core';
import { SaxesParser, type SaxesTagNS } from 'saxes';
import { OpenNames } from './open-names.js';
import { elementOf, type XmlElement } from './xml-element.js';

/** Genuine documents nest tables and shapes a few dozen deep. */
const MAX_DEPTH = 256;
/** Of one element. */
const MAX_ATTRIBUTES = 1024;

/** Between two tags: a picture in base64 at most. The parser holds it in memory. */
const MAX_BETWEEN_TAGS_BYTES = 16 * 1024 * 1024;
/** In memory, a byte of it: characters of 2 bytes, and once more where the parser puts the pieces together. */
const MEMORY_PER_BYTE = 4;
/** Given to the parser at a time: of a name or namespace that it keeps, it keeps the piece. */
const PIECE_BYTES = 4 * 1024;

export interface XmlHandler {
  open?(element: XmlElement, depth: number): Rejection | undefined | void;
  close?(element: XmlElement, depth: number): Rejection | undefined | void;
  text?(text: string): void;
  /** A processing instruction; the XML declaration is none. */
  instruction?(target: string): Rejection | undefined | void;
}

/**
 * Well-formed XML in UTF-8 or UTF-16, without a document type: entities and external subsets are how XML reads files,
 * calls hosts and explodes. Takes slices as they come; its memory is bounded by what may stand between two tags.
 */
export class XmlReader {
  private readonly parser = new SaxesParser({ xmlns: true, position: false });
  private decoder?: TextDecoder;
  private start = Buffer.alloc(0);
  private rejection?: Rejection;
  private depth = 0;
  private sinceTagBytes = 0;
  private attributes = 0;
  private readonly openNames = new OpenNames();

  constructor(private readonly handler: XmlHandler) {
    this.parser.on('error', () => this.refuse('malformed', 'a part is not well-formed XML'));
    this.parser.on('doctype', () => this.refuse('malformed', 'an XML part has a document type'));
    this.parser.on('xmldecl', ({ encoding }) => this.expectEncoding(encoding));
    this.parser.on('opentag', (tag) => this.open(tag));
    this.parser.on('attribute', () => {
      this.attributes += 1;
      if (this.attributes > MAX_ATTRIBUTES)
        this.refuse('malformed', `an XML element has more than ${MAX_ATTRIBUTES} attributes`);
    });
    this.parser.on('closetag', (tag) => {
      this.sinceTagBytes = 0;
      this.openNames.close(tag);
      this.keep(this.handler.close?.(elementOf(tag), this.depth));
      this.depth -= 1;
    });
    // Only those that are needed: past some eight, V8 keeps the parser as a dictionary, and it takes twice as long.
    if (handler.instruction !== undefined)
      this.parser.on('processinginstruction', ({ target }) => this.keep(this.handler.instruction?.(target)));
    if (handler.text !== undefined) this.parser.on('text', (text) => this.handler.text?.(text));
    if (handler.text !== undefined) this.parser.on('cdata', (text) => this.handler.text?.(text));
  }

  /** What lies between two tags, as it lies in memory. All else that is kept is bounded by constants. */
  get keptBytes(): number {
    return MEMORY_PER_BYTE * this.sinceTagBytes;
  }

  /** A rejection is final; what comes after it is ignored. */
  write(slice: Buffer): Rejection | undefined {
    if (this.rejection !== undefined) return this.rejection;
    if (this.decoder !== undefined) this.feed(slice);
    else {
      this.start = Buffer.concat([this.start, slice]);
      if (this.start.length >= 4) this.begin();
    }
    return this.rejection;
  }

  finish(): Rejection | undefined {
    if (this.decoder === undefined) this.begin();
    if (this.rejection !== undefined) return this.rejection;
    this.feed(undefined);
    if (this.rejection === undefined) this.parser.close();
    return this.rejection;
  }

  private begin(): void {
    this.decoder = new TextDecoder(encodingOf(this.start), { fatal: true });
    this.feed(this.start);
  }

  private feed(slice: Buffer | undefined): void {
    if (slice === undefined) return this.parse(undefined);
    for (let at = 0; at < slice.length && this.rejection === undefined; at += PIECE_BYTES)
      this.parse(slice.subarray(at, at + PIECE_BYTES));
  }

  private parse(piece: Buffer | undefined): void {
    let text: string;
    try {
      text = this.decoder?.decode(piece, { stream: piece !== undefined }) ?? '';
    } catch {
      this.refuse('malformed', 'an XML part is not in the encoding it begins in');
      return;
    }
    this.sinceTagBytes += piece?.length ?? 0;
    this.parser.write(text);
    if (this.sinceTagBytes > MAX_BETWEEN_TAGS_BYTES)
      this.keep(
        reject('unverifiable', `an XML part has more than ${MAX_BETWEEN_TAGS_BYTES} bytes between two tags`),
      );
  }

  private open(tag: SaxesTagNS): void {
    this.depth += 1;
    this.sinceTagBytes = 0;
    if (this.depth > MAX_DEPTH) this.refuse('malformed', `an XML part nests deeper than ${MAX_DEPTH}`);
    this.openNames.open(tag);
    if (this.openNames.areTooMany)
      this.refuse('malformed', 'the names in an XML part are too many or too long');
    this.keep(this.handler.open?.(elementOf(tag), this.depth));
    // The parser keeps an open element, and would its attributes, however large they are.
    tag.attributes = {};
    this.attributes = 0;
  }

  /** A declaration that names another encoding would have another reader see other text. */
  private expectEncoding(encoding: string | undefined): void {
    const family = this.decoder?.encoding === 'utf-8' ? /^(?:utf-?8|us-ascii|ascii)$/i : /^utf-?16/i;
    if (encoding !== undefined && !family.test(encoding))
      this.refuse('malformed', 'an XML part is not in the encoding it declares');
  }

  private refuse(code: 'malformed', detail: string): void {
    this.keep(reject(code, detail));
  }

  private keep(rejection: Rejection | undefined | void): void {
    this.rejection ??= rejection ?? undefined;
  }
}

/** XML 1.0, appendix F: UTF-16 must begin with a byte order mark; anything else is UTF-8 or not for us. */
function encodingOf(start: Buffer): 'utf-8' | 'utf-16le' | 'utf-16be' {
  if (start[0] === 0xff && start[1] === 0xfe) return 'utf-16le';
  if (start[0] === 0xfe && start[1] === 0xff) return 'utf-16be';
  return 'utf-8';
}
