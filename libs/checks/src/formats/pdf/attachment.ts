import { reject, type Rejection } from '#core';
import type { Memory } from '../../reading/memory/memory.js';
import type { Pace } from '../../reading/pace.js';
import { cssProblem } from '../svg/css.js';
import type { XmlElement } from '../xml/xml-element.js';
import { XmlReader, type XmlHandler } from '../xml/xml-reader.js';
import { decodeObjectStream, type Allowance } from './decode-stream.js';
import type { EncodedStream } from './encoded-stream.js';
import { isJobOptions } from './job-options.js';

/** Elements that make a page, a drawing or a program of XML where somebody opens it, or load something in one. */
const ACTIVE = new Set([
  ...['script', 'html', 'body', 'svg', 'iframe', 'frame', 'frameset', 'object', 'embed', 'applet'],
  ...['foreignobject', 'stylesheet', 'transform', 'include', 'listener', 'meta', 'link', 'base', 'form'],
  ...['img', 'image', 'input', 'button', 'audio', 'video', 'source', 'track', 'marquee'],
]);
/** Of drawings: elements by which a script comes into an attribute. */
const ACTIVE_NAMESPACE = 'http://www.w3.org/2000/svg';
const HANDLER = /^on[a-z]/i;
/** URL Standard 4.4: blanks and control characters before and within a scheme are nothing. */
const IGNORED = /[\0-\x20]/g;
const RUNS = /^(?:(?:java|vb)script|data):/i;
/**
 * HTML 13.2.5: where XML has a comment or characters, a page has tags. Looked at without NULs, which is enough for UTF-16.
 */
const HIDDEN_FROM_XML = /<!---?>|<!\[CDATA\[(?:(?!\]\]>)[^])*[<>]/;

const isActive = ({ uri, local, attributes }: XmlElement): boolean =>
  uri === ACTIVE_NAMESPACE ||
  ACTIVE.has(local.toLowerCase()) ||
  attributes.some(({ local: name, value }) => HANDLER.test(name) || RUNS.test(value.replace(IGNORED, '')));

class DataWatch implements XmlHandler {
  private isStyle = false;
  private problem?: Rejection;

  open(element: XmlElement): Rejection | undefined {
    this.isStyle = element.local.toLowerCase() === 'style';
    return isActive(element) ? PAGE : this.problem;
  }

  text(text: string): void {
    if (this.isStyle) this.problem ??= cssProblem(text);
  }

  close(): Rejection | undefined {
    this.isStyle = false;
    return this.problem;
  }

  instruction(): Rejection {
    return PAGE;
  }
}

const PAGE = reject('embedded-object', 'The PDF has a page attached.');

/** Is the attachment well-formed XML that nothing runs, or settings? Its document type, if it has one, could do anything. */
export async function isData(
  stream: EncodedStream,
  allowance: Allowance,
  pace: Pace,
  memory: Memory,
): Promise<boolean> {
  const content = await decodeObjectStream(stream, allowance, pace, memory);
  if (!Buffer.isBuffer(content)) return false;
  if (await isJobOptions(content, pace)) return true;
  if (HIDDEN_FROM_XML.test(content.toString('latin1').replaceAll('\0', ''))) return false;
  const xml = new XmlReader(new DataWatch(), pace);
  return (await xml.write(content)) === undefined && (await xml.finish()) === undefined;
}
