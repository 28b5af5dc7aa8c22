import { readFile } from 'node:fs/promises';
import { beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { parsePolicies } from '#core';
import { MEDIA_TYPES } from './media-types.js';
import { settleType } from './settle-type.js';

const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
let shipped: ReadonlyMap<string, { readonly contentTypes: readonly string[] }>;
beforeAll(async () => {
  shipped = parsePolicies(JSON.parse(await readFile('policies.json', 'utf8')));
});

const settle = (policy: string, declared: string, filename: string) =>
  settleType(declared, filename, shipped.get(policy)?.contentTypes ?? []);

describe('the media type that is meant', () => {
  it.each([
    ['nothing', 'documents', '', 'offer.pdf', 'application/pdf'],
    ['nothing, of a name in capitals', 'documents', '', 'OFFER.PDF', 'application/pdf'],
    ['bytes of any kind', 'documents', 'application/octet-stream', 'offer.docx', DOCX],
    ['a download', 'images', 'application/force-download', 'cat.jpeg', 'image/jpeg'],
    ['another name', 'images', 'image/jpg', 'cat.jpg', 'image/jpeg'],
    ['another name, of a file without an extension', 'images', 'image/pjpeg', 'cat', 'image/jpeg'],
    [
      'a name that the policy has too',
      'archives',
      'application/x-zip-compressed',
      'a.zip',
      'application/zip',
    ],
    ['the program that opens it', 'text', 'application/vnd.ms-excel', 'table.csv', 'text/csv'],
    ['text, of a table', 'text', 'text/plain', 'table.csv', 'text/csv'],
    ['text, of JSON', 'text', 'text/plain', 'a.json', 'application/json'],
    ['text', 'text', 'text/plain', 'a.txt', 'text/plain'],
    ['nothing, of a text that could be a table', 'text', '', 'a.txt', 'text/plain'],
    ['Markdown', 'text', 'text/markdown', 'README.md', 'text/plain'],
    ['a ZIP, of a document', 'documents', 'application/zip', 'a.docx', DOCX],
    ['the older format', 'documents', 'application/msword', 'a.docx', DOCX],
    ['the older format of a workbook', 'office', 'application/vnd.ms-excel', 'a.xlsx', XLSX],
    ['nothing, of a film', 'media', '', 'a.mp4', 'video/mp4'],
    ['nothing, of a song', 'media', '', 'a.m4a', 'audio/mp4'],
    ['nothing, of a film that could be sound alone', 'media', '', 'a.webm', 'video/webm'],
    ['sound, of a name that films have', 'media', 'audio/webm', 'a.webm', 'audio/webm'],
    ['another name that the policy has, too', 'media', 'audio/x-m4a', 'a.m4a', 'audio/mp4'],
    ['a container that has both', 'media', 'application/ogg', 'a.ogg', 'audio/ogg'],
    ['a container, of a film', 'media', 'application/ogg', 'a.ogv', 'video/ogg'],
    ['a container, of sound', 'media', 'application/ogg', 'a.oga', 'audio/ogg'],
  ])('is found where the browser says %s', (_, policy, declared, filename, contentType) => {
    expect(settle(policy, declared, filename)).toEqual({ contentType });
  });

  it.each([['image/heif'], ['image/heic'], [''], ['application/octet-stream']])(
    'is HEIC for a picture of a phone, declared as %j',
    (declared) => {
      expect(settleType(declared, 'IMG_0001.HEIC', ['image/jpeg', 'image/heic'])).toEqual({
        contentType: 'image/heic',
      });
    },
  );

  it('is what was declared where the name says otherwise: the scan will say so, too', () => {
    expect(settle('documents', 'application/pdf', 'invoice.exe')).toEqual({ contentType: 'application/pdf' });
  });

  it('is the only one there is for a name without an extension', () => {
    expect(settleType('', 'scan', ['application/pdf'])).toEqual({ contentType: 'application/pdf' });
  });

  it('is written as the policy writes it', () => {
    expect(settleType('image/jpeg', 'a.jpg', ['image/jpg'])).toEqual({ contentType: 'image/jpg' });
    expect(settleType('', 'a.jpg', ['image/jpg', 'image/jpeg'])).toEqual({ contentType: 'image/jpeg' });
  });

  it.each([
    ['the type of another policy', 'documents', 'image/png', 'a.png'],
    ['a type that contradicts the name', 'documents', 'image/png', 'a.pdf'],
    ['a program’s type, of another file', 'text', 'application/vnd.ms-excel', 'a.xls'],
    ['the older format itself', 'documents', 'application/msword', 'a.doc'],
    ['nothing, of a name of another policy', 'documents', '', 'a.exe'],
    ['nothing, of a name that hides its end', 'documents', '', 'a.pdf.exe'],
    ['no type of anybody', 'text', 'x/y', 'a.csv'],
  ])('is none for %s', (_, policy, declared, filename) => {
    expect(settle(policy, declared, filename)).toEqual({
      unsettled: 'not-allowed',
      among: expect.arrayContaining([expect.any(String)]),
    });
  });

  it('is open for a name without an extension, where there are several', () => {
    const allowed = ['text/plain', 'text/csv'];
    expect(settleType('', 'scan', allowed)).toEqual({ unsettled: 'ambiguous', among: allowed });
    expect(settleType('application/octet-stream', 'v1.2', allowed)).toEqual({
      unsettled: 'ambiguous',
      among: allowed,
    });
  });

  it('is one of those that are allowed, or none, whatever is said', () => {
    const names = MEDIA_TYPES.flatMap(({ mediaType, aliases = [], mistakenFor = [] }) => [
      mediaType,
      ...aliases,
      ...mistakenFor,
    ]);
    const extensions = MEDIA_TYPES.flatMap((type) => type.extensions);
    fc.assert(
      fc.property(
        fc.subarray(
          MEDIA_TYPES.map(({ mediaType }) => mediaType),
          { minLength: 1 },
        ),
        fc.oneof(fc.constantFrom('', ...names), fc.string()),
        fc.oneof(
          fc.constantFrom(...extensions).map((extension) => `a.${extension}`),
          fc.string(),
        ),
        (allowed, declared, filename) => {
          const settled = settleType(declared, filename, allowed);
          if ('contentType' in settled) expect(allowed).toContain(settled.contentType);
          else expect(allowed).toEqual(expect.arrayContaining([...settled.among]));
        },
      ),
    );
  });

  it('is what was declared, if the policy allows that and the name fits', () => {
    for (const { mediaType, extensions } of MEDIA_TYPES)
      for (const extension of extensions) {
        const all = MEDIA_TYPES.map((type) => type.mediaType);
        expect(settleType(mediaType, `a.${extension}`, all)).toEqual({ contentType: mediaType });
      }
  });
});
