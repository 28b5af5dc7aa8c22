/** WHATWG MIME Sniffing 7.1: what makes a browser take bytes for HTML, when a tag-terminating byte follows. */
const HTML_TAGS =
  '<!doctype html|<html|<head|<script|<iframe|<h1|<div|<font|<table|<a|<style|<title|<b|<body|<br|<p'
    .split('|')
    .sort((a, b) => b.length - a.length);
/** 5.2: the resource header is at most 1,445 bytes. */
const SNIFFED_BYTES = 1445;
const HTML = new RegExp(`^[\\t\\n\\f\\r ]*(?:(?:${HTML_TAGS.join('|')})[ >]|<!--)`, 'i');

/** Would a browser without `nosniff` take it for HTML? A byte order mark does not stop it. */
export function isSniffedAsHtml(head: Buffer): boolean {
  const start = head.subarray(0, SNIFFED_BYTES).toString('latin1');
  const utf16 = /^(?:\xff\xfe|\xfe\xff)/.test(start);
  const text = utf16 ? start.slice(2).replace(/\0/g, '') : start.replace(/^\xef\xbb\xbf/, '');
  return HTML.test(text);
}
