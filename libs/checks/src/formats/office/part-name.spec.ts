import { describe, expect, it } from '@jest/globals';
import { foldPartName, resolvePart, sourceOfRelationships } from './part-name.js';

describe('part names', () => {
  it.each([
    ['word/document.xml', 'word/document.xml'],
    ['/Word/Document.XML', 'word/document.xml'],
    ['word\\document.xml', 'word/document.xml'],
    ['word/documen%74.xml', 'word/document.xml'],
    ['word/100%.xml', 'word/100%.xml'],
  ])('%s is %s', (name, folded) => {
    expect(foldPartName(name)).toBe(folded);
  });

  it.each([
    ['', 'word/document.xml', 'word/document.xml'],
    ['', '/word/document.xml', 'word/document.xml'],
    ['word/document.xml', 'media/image1.png', 'word/media/image1.png'],
    ['word/document.xml', './media/image1.png', 'word/media/image1.png'],
    ['word/document.xml', '/word/media/image1.png', 'word/media/image1.png'],
    ['ppt/slides/slide1.xml', '../media/image1.png', 'ppt/media/image1.png'],
    ['ppt/slides/slide1.xml', '../../../x', 'x'],
    ['word/document.xml', '#bookmark', 'word'],
  ])('from %j, %s leads to %s', (source, target, part) => {
    expect(resolvePart(source, target)).toBe(part);
  });

  it.each([
    ['_rels/.rels', ''],
    ['word/_rels/document.xml.rels', 'word/document.xml'],
    ['word/document.xml', undefined],
    ['word/x.rels', undefined],
  ])('%s holds the relationships of %j', (name, source) => {
    expect(sourceOfRelationships(name)).toBe(source);
  });
});
