import { SaxesParser } from 'saxes';

const NAMESPACE = 'http://s3.amazonaws.com/doc/2006-03-01/';

/** An element of a request: small documents only, so a tree is simplest. */
export interface XmlElement {
  readonly name: string;
  readonly children: XmlElement[];
  text: string;
}

/** The root element; undefined when it is not well-formed. Entities and DTDs beyond XML's own five are not expanded. */
export function parseXml(text: string): XmlElement | undefined {
  const top: XmlElement = { name: '', children: [], text: '' };
  const open = [top];
  const parser = new SaxesParser();
  let isWellFormed = true;
  parser.on('error', () => (isWellFormed = false));
  parser.on('opentag', ({ name }) => {
    const element: XmlElement = { name, children: [], text: '' };
    open.at(-1)?.children.push(element);
    open.push(element);
  });
  const addText = (piece: string) => {
    const element = open.at(-1);
    if (element !== undefined) element.text += piece;
  };
  parser.on('text', addText);
  parser.on('cdata', addText);
  parser.on('closetag', () => open.pop());
  parser.write(text).close();
  return isWellFormed ? top.children[0] : undefined;
}

export const childrenOf = (element: XmlElement, name: string): XmlElement[] =>
  element.children.filter((child) => child.name === name);

export const textOf = (element: XmlElement, name: string): string | undefined =>
  childrenOf(element, name)[0]?.text;

/** The texts of every child of that name. */
export const textsOf = (element: XmlElement, name: string): string[] =>
  childrenOf(element, name).map((child) => child.text);

/** An element around text. */
export const element = (name: string, text: string | number | boolean): string =>
  `<${name}>${escapeXml(String(text))}</${name}>`;

/** An element around elements. */
export const parent = (name: string, ...children: string[]): string =>
  `<${name}>${children.join('')}</${name}>`;

/** A whole answer. */
export const document = (name: string, ...children: string[]): string =>
  `${DECLARATION}<${name} xmlns="${NAMESPACE}">${children.join('')}</${name}>`;

/** S3's errors are the one document without a namespace. */
export const errorDocument = (...children: string[]): string => DECLARATION + parent('Error', ...children);

const DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n';
const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\r': '&#13;',
};

const escapeXml = (text: string) => text.replace(/[&<>"\r]/g, (character) => ESCAPES[character] ?? character);
