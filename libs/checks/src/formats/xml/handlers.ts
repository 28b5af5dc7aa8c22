import type { Rejection } from '#core';
import type { XmlElement } from './xml-element.js';
import type { XmlHandler } from './xml-reader.js';

/** Two questions about one part, which is read once. */
export const both = (
  first: Required<Pick<XmlHandler, 'open'>> & XmlHandler,
  second: XmlHandler,
): XmlHandler => ({
  open: (element: XmlElement, depth: number): Rejection | undefined | void => {
    const rejection = first.open(element, depth);
    return rejection ?? second.open?.(element, depth);
  },
  close: (element: XmlElement, depth: number): Rejection | undefined | void =>
    first.close?.(element, depth) ?? second.close?.(element, depth),
  text: (text: string): void => {
    first.text?.(text);
    second.text?.(text);
  },
});
