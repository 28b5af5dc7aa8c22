import { reject, type Rejection } from '#core';
import type { Findings } from '../../findings.js';
import type { XmlAttribute, XmlElement } from '../../xml/xml-element.js';
import type { XmlHandler } from '../../xml/xml-reader.js';
import { cssProblem } from './css.js';
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
/** SVG 2, 16.2: attributes that hold the address of something. */
const ADDRESSES = new Set('href src base ping srcset'.split(' '));
/** SVG 2, 16.6: no attribute of SVG begins like this and is for no event. */
const EVENT = /^on/i;
/** Words for people and scripts: no style is read from them. */
const WORDS = /^(?:id|class|lang|title|name|label|(?:data|aria)-.*)$/i;
const XMLNS = 'http://www.w3.org/2000/xmlns/';
const MAX_STYLE_CHARACTERS = 1024 * 1024;

/** SVG 2: 5.10 (foreign objects), 6 (styling), 15 (scripts), 16 (links). */
export class SvgRules implements XmlHandler {
  /** What the style element that is open has said so far; comments come between its pieces. */
  private style?: string;

  constructor(private readonly findings: Findings) {}

  instruction(target: string): Rejection | undefined {
    if (target.toLowerCase() === 'xml-stylesheet')
      this.findings.reject('external-reference', 'names a style sheet or a transformation');
    if (target.toLowerCase() === 'php') this.findings.reject('active-content', 'has a script for a server');
    return this.findings.rejection;
  }

  open(element: XmlElement, depth: number): Rejection | undefined {
    const { uri, local } = element;
    const name = local.toLowerCase();
    if (depth === 1 && (uri !== SVG || local !== 'svg')) return reject('type-mismatch', 'is XML, but no SVG');
    if (ACTIVE_NAMESPACES.has(uri) || ACTIVE_ELEMENTS.has(name))
      this.findings.reject('active-content', 'has a script, or an element of a page');
    if (ANIMATIONS.has(name) && NOT_ANIMATED.test(element.attribute('attributeName')?.trim() ?? ''))
      this.findings.reject('active-content', 'animates a link, a style or an event');
    if (name === 'style') this.style = '';
    for (const attribute of element.attributes) this.attribute(element, attribute);
    return this.findings.rejection;
  }

  text(text: string): void {
    if (this.style !== undefined && this.style.length <= MAX_STYLE_CHARACTERS) this.style += text;
  }

  close({ local }: XmlElement): Rejection | undefined {
    if (local.toLowerCase() !== 'style' || this.style === undefined) return undefined;
    const style = this.style;
    this.style = undefined;
    if (style.length > MAX_STYLE_CHARACTERS)
      return reject('unverifiable', `has a style sheet of more than ${MAX_STYLE_CHARACTERS} characters`);
    this.keep(cssProblem(style));
    return this.findings.rejection;
  }

  private attribute(element: XmlElement, { local, uri, value }: XmlAttribute): void {
    if (uri === XMLNS) return;
    const name = local.toLowerCase();
    if (uri === '' && EVENT.test(name)) this.findings.reject('active-content', 'has an event handler');
    const isLink = element.uri === SVG && element.local === 'a' && name === 'href';
    if (isLink) this.keep(linkProblem(value));
    else if (ADDRESSES.has(name)) this.keep(isMetadata(element.uri) ? undefined : resourceProblem(value));
    else if (uri === '' && !WORDS.test(name)) this.keep(cssProblem(value));
  }

  private keep(problem: Rejection | undefined): void {
    if (problem !== undefined) this.findings.reject(problem.code, problem.detail);
  }
}

/** What editors note about a drawing: no viewer reads it, so its addresses load nothing. */
const METADATA =
  /^(?:http:\/\/www\.w3\.org\/1999\/02\/22-rdf-syntax-ns#|http:\/\/creativecommons\.org\/|http:\/\/web\.resource\.org\/cc\/|http:\/\/purl\.org\/dc\/|http:\/\/www\.inkscape\.org\/|http:\/\/sodipodi\.|http:\/\/ns\.adobe\.com\/|adobe:)/;
const isMetadata = (uri: string): boolean => METADATA.test(uri);
