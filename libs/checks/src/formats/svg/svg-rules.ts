import { reject, type Rejection } from '#core';
import type { Findings } from '../../inspection/findings.js';
import type { XmlAttribute, XmlElement } from '../xml/xml-element.js';
import type { XmlHandler } from '../xml/xml-reader.js';
import { cssProblem } from './css.js';
import { documentTypeProblem } from './document-type.js';
import { linkProblem, resourceProblem } from './urls.js';

export const SVG = 'http://www.w3.org/2000/svg';
/** In these an element does what it does in a page. */
const ACTIVE_NAMESPACES = new Set([
  'http://www.w3.org/1999/xhtml',
  'http://www.w3.org/1998/Math/MathML',
  'http://www.w3.org/2001/xml-events',
]);
const ACTIVE_ELEMENTS = new Set(
  'script foreignobject handler listener iframe embed object audio video'.split(' '),
);
const ANIMATIONS = new Set('animate set animatemotion animatetransform animatecolor discard'.split(' '));
/** What an animation may not change: it would be a link or a handler that no attribute shows. */
const NOT_ANIMATED = /^(?:[^:]*:)?(?:href|on.*|src|style)$/i;
/** Of a name, with blanks around it. */
const MAX_NAME_CHARACTERS = 1024;
/** SVG 2, 16.2: attributes that hold the address of something. */
const ADDRESSES = new Set('href src base ping srcset'.split(' '));
/** SVG 2, 16.6: no attribute of SVG begins like this and is for no event. */
const EVENT = /^on/i;
/** Words for people and scripts, and the points of a shape: no style is read from them. */
const WORDS = /^(?:id|class|lang|title|name|label|d|points|(?:data|aria)-.*)$/i;
const XMLNS = 'http://www.w3.org/2000/xmlns/';
const MAX_STYLE_CHARACTERS = 1024 * 1024;
/** One is what drawings have. */
const MAX_NESTED_STYLES = 4;

/** SVG 2: 5.10 (foreign objects), 6 (styling), 15 (scripts), 16 (links). */
export class SvgRules implements XmlHandler {
  /** What each style element that is open has said so far, by its depth: all of it, and what is in no other element. */
  private readonly styles: { depth: number; own: string; all: string }[] = [];
  private depth = 0;

  constructor(private readonly findings: Findings) {}

  documentType(text: string): Rejection | undefined {
    const problem = documentTypeProblem(text);
    if (problem?.code === 'malformed') return problem;
    this.keep(problem);
    return this.findings.rejection;
  }

  instruction(target: string): Rejection | undefined {
    if (target.toLowerCase() === 'xml-stylesheet')
      this.findings.reject('external-reference', 'The SVG names a style sheet or a transformation.');
    if (target.toLowerCase() === 'php') this.findings.reject('script', 'The SVG has a script for a server.');
    return this.findings.rejection;
  }

  open(element: XmlElement, depth: number): Rejection | undefined {
    const { uri, local } = element;
    const name = local.toLowerCase();
    if (depth === 1 && (uri !== SVG || local !== 'svg'))
      return reject('type-mismatch', 'The file is XML, but no SVG.');
    if (ACTIVE_NAMESPACES.has(uri) || ACTIVE_ELEMENTS.has(name))
      this.findings.reject('script', 'The SVG has a script, or an element of a page.');
    if (ANIMATIONS.has(name) && mayNotBeAnimated(element.attribute('attributeName') ?? ''))
      this.findings.reject('script', 'The SVG animates a link, a style or an event.');
    this.depth = depth;
    if (name === 'style') this.styles.push({ depth, own: '', all: '' });
    if (this.styles.length > MAX_NESTED_STYLES)
      return reject(
        'unverifiable',
        `The SVG has more than ${MAX_NESTED_STYLES} style sheets in one another.`,
      );
    for (const attribute of element.attributes) this.attribute(element, attribute);
    return this.findings.rejection;
  }

  text(text: string): void {
    for (const style of this.styles) {
      if (style.all.length <= MAX_STYLE_CHARACTERS) style.all += text;
      if (style.depth === this.depth && style.own.length <= MAX_STYLE_CHARACTERS) style.own += text;
    }
  }

  close(_: XmlElement, depth: number): Rejection | undefined {
    this.depth = depth - 1;
    if (this.styles.at(-1)?.depth !== depth) return undefined;
    const { own, all } = this.styles.pop() ?? { own: '', all: '' };
    if (all.length > MAX_STYLE_CHARACTERS)
      return reject(
        'unverifiable',
        `The SVG has a style sheet of more than ${MAX_STYLE_CHARACTERS} characters.`,
      );
    this.keep(cssProblem(own));
    if (all !== own) this.keep(cssProblem(all));
    return this.findings.rejection;
  }

  private attribute(element: XmlElement, { local, uri, value }: XmlAttribute): void {
    if (uri === XMLNS) return;
    const name = local.toLowerCase();
    if (uri === '' && EVENT.test(name)) this.findings.reject('script', 'The SVG has an event handler.');
    const isLink = element.uri === SVG && element.local === 'a' && name === 'href';
    if (isLink) this.keep(linkProblem(value));
    else if (ADDRESSES.has(name)) this.keep(isMetadata(element.uri) ? undefined : resourceProblem(value));
    else if (uri === '' && !WORDS.test(name)) this.keep(cssProblem(value));
  }

  private keep(problem: Rejection | undefined): void {
    if (problem !== undefined) this.findings.take(problem);
  }
}

const mayNotBeAnimated = (name: string): boolean =>
  name.length > MAX_NAME_CHARACTERS || NOT_ANIMATED.test(name.trim());

/** What editors note about a drawing: no viewer reads it, so its addresses load nothing. */
const METADATA =
  /^(?:http:\/\/www\.w3\.org\/1999\/02\/22-rdf-syntax-ns#|http:\/\/creativecommons\.org\/|http:\/\/web\.resource\.org\/cc\/|http:\/\/purl\.org\/dc\/|http:\/\/www\.inkscape\.org\/|http:\/\/sodipodi\.|http:\/\/ns\.adobe\.com\/|adobe:)/;
const isMetadata = (uri: string): boolean => METADATA.test(uri);
