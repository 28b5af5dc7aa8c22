import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { prologOf } from './prolog.js';

const of = (text: string) => prologOf(Buffer.from(text)).kind;

describe('the prolog of what may be XML', () => {
  it.each([
    ['<a/>', 'element'],
    ['<?xml version="1.0"?>\r\n<a/>', 'element'],
    ['\ufeff<a/>', 'element'],
    ['<!-- <!DOCTYPE a> --><a/>', 'element'],
    ['<a><![CDATA[<!DOCTYPE a>]]></a>', 'element'],
    ['<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/a[b.dtd"><svg/>', 'document-type'],
    ['<?a?><!-- b -->\n<!DOCTYPE a><a/>', 'document-type'],
    ['<!DOCTYPE a [<!ENTITY b "c">]><a/>', 'declarations'],
    ['<!DOCTYPE a SYSTEM "x>" [', 'declarations'],
    ['\x89PNG', 'not-xml'],
    ['{"a": 1}', 'not-xml'],
    ['', 'not-xml'],
    ['  \n', 'not-xml'],
    ['<!-- never ends', 'open'],
    ['<!DOC', 'open'],
    ['<!DOCTYPE a "', 'open'],
  ])('%j: %s', (text, finding) => {
    expect(of(text)).toBe(finding);
  });

  it.each([
    ['<a/>', 'a'],
    ['<?xml version="1.0"?><!-- b --><x:svg xmlns:x="y">', 'svg'],
    ['<!DOCTYPE svg PUBLIC "a" "b"><svg>', 'svg'],
    ['<a', undefined],
    ['<!ELEMENT a>', undefined],
  ])('leads to the root element: %j', (text, root) => {
    expect(prologOf(Buffer.from(text)).root).toBe(root);
  });

  it('is read in every encoding that XML readers tell by its first bytes', () => {
    const text = '<?xml version="1.0"?><!DOCTYPE a [';
    const little = Buffer.from(text, 'utf16le');
    const big = Buffer.from(little).swap16();
    const marks = [Buffer.from('fffe', 'hex'), Buffer.from('feff', 'hex')] as const;
    for (const bytes of [little, big, Buffer.concat([marks[0], little]), Buffer.concat([marks[1], big])])
      expect(prologOf(bytes).kind).toBe('declarations');
  });

  it('hides no document type behind blanks, comments and instructions', () => {
    const before = fc.array(fc.constantFrom(' ', '\n', '<!-- <a> -->', '<?b <a>?>', '<!--->-->'));
    fc.assert(
      fc.property(before, (parts) => {
        expect(of(`${parts.join('')}<!DOCTYPE a [`)).toBe('declarations');
      }),
    );
  });

  it('is a finding whatever the bytes are', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        expect(prologOf(Buffer.from(bytes)).kind).toMatch(/^[a-z-]+$/);
      }),
    );
  });
});
