import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { XmlReader } from './xml-reader.js';

function read(
  bytes: Buffer | string,
  sliceBytes = 7,
): { code: string | undefined; names: string[]; text: string } {
  const names: string[] = [];
  let text = '';
  const xml = new XmlReader({
    open: ({ local }) => void names.push(local),
    text: (more) => (text += more),
  });
  const whole = Buffer.from(bytes as string);
  for (let at = 0; at < whole.length; at += sliceBytes) xml.write(whole.subarray(at, at + sliceBytes));
  return { code: xml.finish()?.code, names, text };
}
const utf16 = (text: string, order: 'le' | 'be'): Buffer => {
  const bytes = Buffer.from(`\ufeff${text}`, 'utf16le');
  return order === 'le' ? bytes : bytes.swap16();
};

const attributes = (count: number, prefix = 'b'): string =>
  Array.from({ length: count }, (_, at) => `${prefix}${at}="c"`).join(' ');

describe('XmlReader', () => {
  it.each([
    ['UTF-8', Buffer.from('<a>é<b/></a>')],
    ['UTF-8 with a byte order mark', Buffer.from('\ufeff<a>é<b/></a>')],
    ['declared UTF-8', Buffer.from('<?xml version="1.0" encoding="utf-8"?><a>é<b/></a>')],
    ['UTF-16, little end first', utf16('<?xml version="1.0" encoding="UTF-16"?><a>é<b/></a>', 'le')],
    ['UTF-16, big end first', utf16('<a>é<b/></a>', 'be')],
  ])('reads %s, in slices of any size', (_, bytes) => {
    for (const sliceBytes of [1, 2, 3, 1000])
      expect(read(bytes, sliceBytes)).toEqual({ code: undefined, names: ['a', 'b'], text: 'é' });
  });

  it.each([
    ['nothing', ''],
    ['two roots', '<a/><b/>'],
    ['an element left open', '<a><b></a>'],
    ['an attribute twice', '<a x="1" x="2"/>'],
    ['an attribute twice by two prefixes', '<a xmlns:p="u" xmlns:q="u" p:x="1" q:x="2"/>'],
    ['an unknown prefix', '<p:a/>'],
    ['an unknown entity', '<a>&x;</a>'],
    ['a document type', '<!DOCTYPE a><a/>'],
    ['a document type in lower case', '<!doctype a><a/>'],
    ['another encoding than declared', '<?xml version="1.0" encoding="utf-16"?><a/>'],
    ['an encoding nobody should use', '<?xml version="1.0" encoding="utf-7"?><a/>'],
    ['bytes that are no UTF-8', Buffer.from('<a>\xff</a>', 'latin1')],
    ['UTF-16 without a byte order mark', Buffer.from('<a/>', 'utf16le')],
    ['half a character at the end', Buffer.concat([Buffer.from('<a/>'), Buffer.from([0xc3])])],
    ['an element with too many attributes', `<a ${attributes(2000)}/>`],
    ['too many namespaces', `${`<a ${attributes(300, 'xmlns:b')}>`.repeat(2)}</a></a>`],
    ['names too long', `<${'a'.repeat(70_000)}/>`],
    ['namespaces too long', `<a xmlns="${'a'.repeat(70_000)}"/>`],
    ['elements nested too deep', '<a>'.repeat(300) + '</a>'.repeat(300)],
  ])('refuses %s', (_, bytes) => {
    expect(read(bytes).code).toBe('malformed');
  });

  it('takes as many namespaces as are needed, if not all are open at once', () => {
    const xml = `<a>${`<b ${attributes(300, 'xmlns:b')}/>`.repeat(3)}</a>`;
    expect(read(xml).code).toBeUndefined();
  });

  it('refuses too many attributes as they come, before the element is whole', () => {
    const xml = new XmlReader({});
    expect(xml.write(Buffer.from(`<a ${attributes(2000)}`))?.code).toBe('malformed');
  });

  it('keeps nothing of an open element but its name', () => {
    const closed: number[] = [];
    const xml = new XmlReader({ close: ({ attributes }) => void closed.push(attributes.length) });
    xml.write(Buffer.from(`<a ${attributes(1000)}><b c=""/></a>`));
    expect(closed).toEqual([0, 0]);
  });

  it('says how much lies between two tags, in memory', () => {
    const xml = new XmlReader({});
    xml.write(Buffer.from('<a>'));
    xml.write(Buffer.alloc(100_000, 'a'));
    expect(xml.keptBytes).toBeGreaterThan(4 * 95_000);
    xml.write(Buffer.from('</a>'));
    expect(xml.keptBytes).toBe(0);
  });

  it('does not hold more than its share of text', () => {
    const xml = new XmlReader({ text: () => undefined });
    xml.write(Buffer.from('<a>'));
    const slice = Buffer.alloc(1024 * 1024, 'a');
    for (let i = 0; i < 18; i++) xml.write(slice);
    expect(xml.finish()?.code).toBe('unverifiable');
  });

  it('never throws', () => {
    const pieces = fc.constantFrom(
      '<',
      '>',
      '/',
      'a',
      ' ',
      '=',
      '"',
      '&',
      ';',
      '<!--',
      '-->',
      '<![CDATA[',
      ']]>',
      '<?',
      '?>',
      '\0',
      'xmlns',
      ':',
      '<!DOCTYPE',
      '\ufffe',
      '&#x0;',
    );
    fc.assert(
      fc.property(fc.array(pieces), fc.uint8Array({ maxLength: 8 }), (parts, noise) => {
        read(Buffer.concat([Buffer.from(parts.join('')), noise]));
        read(Buffer.concat([noise, Buffer.from(parts.join(''))]));
      }),
    );
  });
});
