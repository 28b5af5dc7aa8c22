import { TextDecoder } from 'node:util';
import { reject, type Rejection } from '#core';
import { SaxesParser, type SaxesTagNS } from 'saxes';

/** Genuine documents nest tables and shapes a few dozen deep. */
const MAX_DEPTH = 256;
/** Of one element. */
const MAX_ATTRIBUTES = 1024;

/** Between two tags: a picture in base64 at most. The parser holds it in memory. */
const MAX_BETWEEN_TAGS_BYTES = 16 * 1024 * 1024;

export interface XmlElement {
  readonly uri: string;
  readonly local: string;
  /** By local name; a prefix that matters is asked for with its namespace. */
  attribute(local: string, uri?: string): string | undefined;
  readonly attributes: readonly XmlAttribute[];
}

export interface XmlAttribute {
  readonly uri: string;
  readonly local: string;
  readonly value: string;
}

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

  constructor(private readonly handler: XmlHandler) {
    this.parser.on('error', () => this.refuse('malformed', 'a part is not well-formed XML'));
    this.parser.on('doctype', () => this.refuse('malformed', 'an XML part has a document type'));
    this.parser.on('xmldecl', ({ encoding }) => this.expectEncoding(encoding));
    this.parser.on('opentag', (tag) => this.open(tag));
    this.parser.on('closetag', (tag) => {
      this.sinceTagBytes = 0;
      this.keep(this.handler.close?.(elementOf(tag), this.depth));
      this.depth -= 1;
    });
    this.parser.on('processinginstruction', ({ target }) => this.keep(this.handler.instruction?.(target)));
    if (handler.text !== undefined) this.parser.on('text', (text) => this.handler.text?.(text));
    if (handler.text !== undefined) this.parser.on('cdata', (text) => this.handler.text?.(text));
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
    let text: string;
    try {
      text =
        slice === undefined
          ? (this.decoder?.decode() ?? '')
          : (this.decoder?.decode(slice, { stream: true }) ?? '');
    } catch {
      this.refuse('malformed', 'an XML part is not in the encoding it begins in');
      return;
    }
    this.sinceTagBytes += slice?.length ?? 0;
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
    if (Object.keys(tag.attributes).length > MAX_ATTRIBUTES)
      this.refuse('malformed', `an XML element has more than ${MAX_ATTRIBUTES} attributes`);
    this.keep(this.handler.open?.(elementOf(tag), this.depth));
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

function elementOf({ uri, local, attributes }: SaxesTagNS): XmlElement {
  return {
    uri,
    local,
    get attributes() {
      return Object.values(attributes);
    },
    attribute: (name, namespace = '') =>
      Object.values(attributes).find((attribute) => attribute.local === name && attribute.uri === namespace)
        ?.value,
  };
}
