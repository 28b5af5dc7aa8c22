import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { document, element, parent, parseXml, textOf, textsOf } from './xml.js';

/** What XML 1.0 can carry at all. */
const text = fc.string({
  unit: fc.constantFrom('a', ' ', '<', '>', '&', '"', "'", 'é', '😀', '\n', '\r', ']]>'),
});

describe('xml', () => {
  it('gives any text back that was rendered', () => {
    fc.assert(
      fc.property(text, text, (a, b) => {
        const root = parseXml(document('Root', element('A', a), element('A', b), parent('B')));
        expect(root && textsOf(root, 'A')).toEqual([a, b]);
      }),
    );
  });

  it('says what is not there', () => {
    const root = parseXml('<Root><A/></Root>');
    expect(root && textOf(root, 'A')).toBe('');
    expect(root && textOf(root, 'B')).toBeUndefined();
  });

  it.each(['', 'text', '<A>', '<A></B>', '<A/><B/>', '<A>&other;</A>'])('finds %j not well-formed', (xml) => {
    expect(parseXml(xml)).toBeUndefined();
  });

  it('does not expand entities', () => {
    expect(parseXml('<!DOCTYPE A [<!ENTITY e "eeee">]><A>&e;</A>')).toBeUndefined();
  });
});
