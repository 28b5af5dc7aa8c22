import { isAscii } from 'node:buffer';
import { TextDecoder } from 'node:util';
import { reject, type Rejection } from '#core';
import type { SaxesTagNS } from 'saxes';
import type { Pace } from '../../reading/pace.js';
import { NamespacedParser } from './namespaced-parser.js';
import { TagElement, type XmlElement } from './xml-element.js';

/** Genuine documents nest tables and shapes a few dozen deep. */
const MAX_DEPTH = 256;
/** Of one element. */
const MAX_ATTRIBUTES = 1024;

/** Between two tags: a picture in base64 at most. The parser holds it in memory. */
const MAX_BETWEEN_TAGS_BYTES = 16 * 1024 * 1024;
/** In memory, a byte of it: characters of 2 bytes, and once more where the parser puts the pieces together. */
const MEMORY_PER_BYTE = 4;
/** Where the parser puts two pieces together: each such place is an object until the text is whole. */
const JOINTS = new Uint8Array(256);
for (const byte of Buffer.from('-]?&\r\n')) JOINTS[byte] = 1;
/** Between two tags: a picture in base64 of 16 MiB has a line end every 76 letters. All of them are copied at once when memory is tidied up. */
const MAX_JOINTS = 256 * 1024;
const MEMORY_PER_JOINT = 64;
const STEPS_PER_JOINT = 4;
/** Given to the parser at a time, before others have their turn: of a name that it keeps, it keeps the piece. */
const PIECE_BYTES = 4 * 1024;
/** What a tag or an attribute costs beside its bytes: an object, and whatever a handler asks of it. */
const STEPS_PER_ITEM = 8;
const NO_ATTRIBUTES = Object.freeze({});

/** Encodings in which ASCII is ASCII, by the names that Windows and the web give them. */
const SUPERSETS_OF_ASCII =
  /^(?:iso[-_]?8859[-_]?\d{1,2}|latin-?\d|(?:windows|cp|x-cp)-?125\d|macintosh|koi8-[ru])$/i;

export interface XmlHandler {
  open?(element: XmlElement, depth: number): Rejection | undefined | void;
  close?(element: XmlElement, depth: number): Rejection | undefined | void;
  text?(text: string): void;
  /** What stands between `<!DOCTYPE` and its end; where nobody asks for it there may be none. */
  documentType?(text: string): Rejection | undefined;
  /** A processing instruction; the XML declaration is none. */
  instruction?(target: string): Rejection | undefined | void;
}

/**
 * Well-formed XML in UTF-8 or UTF-16, without a document type unless its handler lets one be: entities and external subsets are how XML reads files,
 * calls hosts and explodes. Takes slices as they come; its memory is bounded by what may stand between two tags.
 */
export class XmlReader {
  private readonly parser = new NamespacedParser(() =>
    this.refuse('malformed', 'A part is not well-formed XML.'),
  );
  private decoder?: TextDecoder;
  private start = Buffer.alloc(0);
  private rejection?: Rejection;
  /** What it declares is UTF-8 only as far as it is ASCII. The declaration comes first, within a piece. */
  private isAsciiOnly = false;
  private depth = 0;
  private sinceTagBytes = 0;
  private sinceTagJoints = 0;
  private attributes = 0;
  /** Tags and attributes of the piece that is being read. */
  private items = 0;

  constructor(
    private readonly handler: XmlHandler,
    private readonly pace: Pace,
  ) {
    this.parser.on('doctype', (text) =>
      this.keep(
        handler.documentType === undefined
          ? reject('malformed', 'An XML part has a document type.')
          : handler.documentType(text),
      ),
    );
    this.parser.on('xmldecl', ({ encoding }) => this.expectEncoding(encoding));
    this.parser.on('opentag', (tag) => this.open(tag));
    this.parser.on('attribute', (attribute) => {
      this.attributes += 1;
      this.items += 1;
      this.parser.declare(attribute);
      if (this.attributes > MAX_ATTRIBUTES)
        this.refuse('malformed', `An XML element has more than ${MAX_ATTRIBUTES} attributes.`);
    });
    this.parser.on('closetag', (tag) => this.close(tag));
    // Only those that are needed: past some eight, V8 keeps the parser as a dictionary, and it takes twice as long.
    if (handler.instruction !== undefined)
      this.parser.on('processinginstruction', ({ target }) => this.keep(this.handler.instruction?.(target)));
    if (handler.text !== undefined) this.parser.on('text', (text) => this.handler.text?.(text));
    if (handler.text !== undefined) this.parser.on('cdata', (text) => this.handler.text?.(text));
  }

  /** What lies between two tags, as it lies in memory. All else that is kept is bounded by constants. */
  get keptBytes(): number {
    return MEMORY_PER_BYTE * this.sinceTagBytes + MEMORY_PER_JOINT * this.sinceTagJoints;
  }

  /** A rejection is final; what comes after it is ignored. */
  async write(slice: Buffer): Promise<Rejection | undefined> {
    if (this.decoder !== undefined) await this.feed(slice);
    else {
      this.start = Buffer.concat([this.start, slice]);
      if (this.start.length >= 4) await this.begin();
    }
    return this.rejection;
  }

  async finish(): Promise<Rejection | undefined> {
    if (this.decoder === undefined) await this.begin();
    if (this.rejection === undefined) this.parse(undefined);
    if (this.rejection === undefined) this.parser.close();
    return this.rejection;
  }

  private begin(): Promise<void> {
    this.decoder = new TextDecoder(encodingOf(this.start), { fatal: true });
    return this.feed(this.start);
  }

  private async feed(slice: Buffer): Promise<void> {
    for (let at = 0; at < slice.length && this.rejection === undefined; at += PIECE_BYTES) {
      const piece = slice.subarray(at, at + PIECE_BYTES);
      const joints = jointsIn(piece);
      this.items = 0;
      this.sinceTagBytes += piece.length;
      this.sinceTagJoints += joints;
      this.parse(piece);
      await this.pace.breathe(piece.length + STEPS_PER_ITEM * this.items + STEPS_PER_JOINT * joints);
    }
  }

  private parse(piece: Buffer | undefined): void {
    let text: string;
    try {
      text = this.decoder?.decode(piece, { stream: piece !== undefined }) ?? '';
    } catch {
      this.refuse('malformed', 'An XML part is not in the encoding it begins in.');
      return;
    }
    this.parser.write(text);
    if (this.isAsciiOnly && piece !== undefined && !isAscii(piece))
      this.refuse('malformed', 'An XML part is not in UTF-8 or UTF-16, as it declares.');
    if (this.sinceTagBytes > MAX_BETWEEN_TAGS_BYTES)
      this.keep(
        reject('unverifiable', `An XML part has more than ${MAX_BETWEEN_TAGS_BYTES} bytes between two tags.`),
      );
    if (this.sinceTagJoints > MAX_JOINTS)
      this.keep(reject('unverifiable', `An XML part has more than ${MAX_JOINTS} lines between two tags.`));
  }

  private open(tag: SaxesTagNS): void {
    const { parser, handler } = this;
    this.depth += 1;
    this.items += 1;
    this.leaveText();
    this.attributes = 0;
    if (this.depth > MAX_DEPTH) this.refuse('malformed', `An XML part nests deeper than ${MAX_DEPTH}.`);
    parser.openNames.open(tag);
    parser.settle();
    if (parser.areNamesTooLong)
      this.refuse('malformed', 'The names in an XML part are too many or too long.');
    if (handler.open !== undefined && this.rejection === undefined)
      this.keep(handler.open(new TagElement(tag.uri, tag.local, tag.attributes), this.depth));
    // The parser keeps an open element, and would its attributes, however large they are.
    tag.attributes = NO_ATTRIBUTES;
  }

  private close(tag: SaxesTagNS): void {
    const { parser, handler } = this;
    this.leaveText();
    parser.openNames.close(tag);
    if (handler.close !== undefined && this.rejection === undefined)
      this.keep(handler.close(new TagElement(tag.uri, tag.local, tag.attributes), this.depth));
    this.depth -= 1;
  }

  private leaveText(): void {
    this.sinceTagBytes = 0;
    this.sinceTagJoints = 0;
  }

  /** A declaration that names another encoding would have another reader see other text. */
  private expectEncoding(encoding: string | undefined): void {
    const isUtf8 = this.decoder?.encoding === 'utf-8';
    const family = isUtf8 ? /^(?:utf-?8|us-ascii|ascii)$/i : /^utf-?16/i;
    this.isAsciiOnly = isUtf8 && encoding !== undefined && SUPERSETS_OF_ASCII.test(encoding);
    if (encoding !== undefined && !family.test(encoding) && !this.isAsciiOnly)
      this.refuse('malformed', 'An XML part is not in the encoding it declares.');
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

function jointsIn(piece: Buffer): number {
  let joints = 0;
  for (const byte of piece) joints += JOINTS[byte]!;
  return joints;
}
