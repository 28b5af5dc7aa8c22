import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { BudgetExceeded } from '../../reading/budget-exceeded.js';
import { Pace } from '../../reading/pace.js';
import { XmlReader, type XmlHandler } from './xml-reader.js';

const paceOf = (maxSteps?: number): Pace => new Pace(new AbortController().signal, maxSteps);
const reader = (handler: XmlHandler, maxSteps?: number): XmlReader =>
  new XmlReader(handler, paceOf(maxSteps));

async function read(
  bytes: Buffer | string,
  sliceBytes = 7,
): Promise<{ code: string | undefined; names: string[]; text: string }> {
  const names: string[] = [];
  let text = '';
  const xml = reader({
    open: ({ local }) => void names.push(local),
    text: (more) => (text += more),
  });
  const whole = Buffer.from(bytes as string);
  for (let at = 0; at < whole.length; at += sliceBytes) await xml.write(whole.subarray(at, at + sliceBytes));
  return { code: (await xml.finish())?.code, names, text };
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
  ])('reads %s, in slices of any size', async (_, bytes) => {
    for (const sliceBytes of [1, 2, 3, 1000])
      expect(await read(bytes, sliceBytes)).toEqual({ code: undefined, names: ['a', 'b'], text: 'é' });
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
    ['a namespace that each attribute repeats', `<a xmlns:p="${'u'.repeat(2000)}"/>`],
    ['namespaces too long', `<a xmlns="${'a'.repeat(70_000)}"/>`],
    ['elements nested too deep', '<a>'.repeat(300) + '</a>'.repeat(300)],
  ])('refuses %s', async (_, bytes) => {
    expect((await read(bytes)).code).toBe('malformed');
  });

  it('takes as many namespaces as are needed, if not all are open at once', async () => {
    const xml = `<a>${`<b ${attributes(300, 'xmlns:b')}/>`.repeat(3)}</a>`;
    expect((await read(xml)).code).toBeUndefined();
  });

  it('refuses too many attributes as they come, before the element is whole', async () => {
    const xml = reader({});
    expect((await xml.write(Buffer.from(`<a ${attributes(2000)}`)))?.code).toBe('malformed');
  });

  it('keeps nothing of an open element but its name', async () => {
    const closed: number[] = [];
    const xml = reader({ close: ({ attributes }) => void closed.push(attributes.length) });
    await xml.write(Buffer.from(`<a ${attributes(1000)}><b c=""/></a>`));
    expect(closed).toEqual([0, 0]);
  });

  it('says how much lies between two tags, in memory', async () => {
    const xml = reader({});
    await xml.write(Buffer.from('<a>'));
    await xml.write(Buffer.alloc(100_000, 'a'));
    expect(xml.keptBytes).toBeGreaterThan(4 * 95_000);
    await xml.write(Buffer.from('</a>'));
    expect(xml.keptBytes).toBe(0);
  });

  it('does not hold more than its share of text', async () => {
    const xml = reader({ text: () => undefined });
    await xml.write(Buffer.from('<a>'));
    const slice = Buffer.alloc(1024 * 1024, 'a');
    for (let i = 0; i < 18; i++) await xml.write(slice);
    expect((await xml.finish())?.code).toBe('unverifiable');
  });

  it.each([
    ['by the innermost declaration', '<a xmlns:p="u"><b xmlns:p="v"><p:c p:d="1"/></b><p:e/></a>', 'vu'],
    ['by one of its own', '<a xmlns:p="u"><p:b xmlns:p="v"/></a>', 'v'],
    ['by one further out, once the inner one is closed', '<a xmlns="u"><b xmlns="v"/><c/></a>', 'uvu'],
    ['by none', '<a xmlns="u"><b xmlns=""/></a>', 'u'],
  ])('knows a namespace %s', async (_, bytes, expected) => {
    let uris = '';
    const xml = reader({ open: ({ uri }) => void (uris += uri) });
    await xml.write(Buffer.from(bytes));
    expect(await xml.finish()).toBeUndefined();
    expect(uris).toBe(expected);
  });

  it('counts tags and attributes beside the bytes, and stops at the cap', async () => {
    const xml = Buffer.from(`<a>${'<b c="" d=""/>'.repeat(1000)}</a>`);
    const steps = xml.length + 8 * (1 + 1000 * 3);
    await expect(reader({}, steps).write(xml)).resolves.toBeUndefined();
    await expect(reader({}, steps - 1).write(xml)).rejects.toThrow(BudgetExceeded);
  });

  it('never throws', async () => {
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
    await fc.assert(
      fc.asyncProperty(fc.array(pieces), fc.uint8Array({ maxLength: 8 }), async (parts, noise) => {
        await read(Buffer.concat([Buffer.from(parts.join('')), noise]));
        await read(Buffer.concat([noise, Buffer.from(parts.join(''))]));
      }),
    );
  });
});
