import { describe, expect, it } from '@jest/globals';
import { isSniffedAsHtml } from './html.js';

describe('HTML sniffing', () => {
  it.each([
    '<!DOCTYPE html>',
    ' \r\n\t<html>',
    '<HeAd ',
    '<script>',
    '<iframe src="x">',
    '<a href="x">',
    '<!-- x -->',
    '\ufeff<body >',
    '<p>text',
  ])('takes %j for HTML', (text) => {
    expect(isSniffedAsHtml(Buffer.from(text))).toBe(true);
  });

  it.each([
    '',
    'text <html>',
    '<abc>',
    '<article>',
    '{"a": "<html>"}',
    '<?xml version="1.0"?>',
    '<svg >',
    '%PDF-1.7',
  ])('does not take %j for HTML', (text) => {
    expect(isSniffedAsHtml(Buffer.from(text))).toBe(false);
  });

  it('sees through UTF-16', () => {
    expect(isSniffedAsHtml(Buffer.from('\ufeff<html>', 'utf16le'))).toBe(true);
  });
});
