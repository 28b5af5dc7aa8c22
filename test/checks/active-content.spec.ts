import { describe, expect, it } from '@jest/globals';
import { ACTIVE_CONTENT_KINDS, type ActiveContentKind } from '#core';
import { inspect } from './inspect.js';
import { aDocument } from './office-builder.js';
import { aPdf, PDF } from './pdf-builder.js';
import { DOCX } from './sample.js';

const SVG = 'image/svg+xml';
const pdf = (body: string) => (): [Buffer, string] => [aPdf((document) => document.add(body)).bytes(), PDF];
const action = (entries: string) => pdf(`<< /Subtype /Link /A << /S ${entries} >> >>`);

const ACTIVE: readonly [kind: ActiveContentKind, what: string, bytes: () => [Buffer, string]][] = [
  ['script', 'a script', action('/JavaScript /JS (app.alert\\(1\\))')],
  ['script', 'a script without a type', pdf('<< /JS (a) >>')],
  ['script', 'a script in 3D artwork', pdf('<< /Type /3D /OnInstantiate 9 0 R >>')],
  [
    'script',
    'a drawing with a handler',
    () => [Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="a()"/>'), SVG],
  ],
  ['launch', 'a program that a link starts', action('/Launch /F (a.exe)')],
  [
    'launch',
    'a field that starts a program',
    () => [aDocument('<w:p><w:fldSimple w:instr="DDE x"/></w:p>').bytes(), DOCX],
  ],
  ['form-submit', 'a form that sends itself', action('/SubmitForm /F (http://a.example/)')],
  ['form-submit', 'a form that fetches data', action('/ImportData /F (a.fdf)')],
  ['xfa', 'an XFA form', pdf('<< /XFA 9 0 R >>')],
  ['media', 'a film that an action plays', action('/Movie')],
  ['media', 'rich media', pdf('<< /Subtype /RichMedia /RichMediaContent 9 0 R >>')],
  [
    'control',
    'ActiveX controls',
    () => [aDocument().part('word/activeX/activeX1.xml', '<a/>').bytes(), DOCX],
  ],
  ['add-in', 'a customised ribbon', () => [aDocument().part('customUI/customUI.xml', '<a/>').bytes(), DOCX]],
];

describe('active content', () => {
  it.each(ACTIVE)('says its kind: %s: %s', async (kind, _, bytes) => {
    const { result } = await inspect(...bytes());
    expect(result).toMatchObject({ rejection: { code: 'active-content', kind } });
  });

  it.each(ACTIVE)('is a warning where the policy tolerates its kind: %s: %s', async (kind, _, bytes) => {
    const { result } = await inspect(...bytes(), { policy: { allow: [kind] } });
    expect(result).toMatchObject({
      warnings: expect.arrayContaining([expect.objectContaining({ code: 'active-content', kind })]),
    });
  });

  it.each(ACTIVE)('is a warning where the policy tolerates all of it: %s: %s', async (kind, _, bytes) => {
    const { result } = await inspect(...bytes(), { policy: { allow: ['active-content'] } });
    expect(result).toMatchObject({
      warnings: expect.arrayContaining([expect.objectContaining({ code: 'active-content', kind })]),
    });
  });

  it.each(ACTIVE)('is refused where only all others are tolerated: %s: %s', async (kind, _, bytes) => {
    const allow = ACTIVE_CONTENT_KINDS.filter((other) => other !== kind);
    const { result } = await inspect(...bytes(), { policy: { allow } });
    expect(result).toMatchObject({ rejection: { code: 'active-content', kind } });
  });

  it.each([
    ['in one dictionary', '<< /S /JavaScript /S /Launch /JS (a) /F (a.exe) >>'],
    ['the other way round', '<< /S /Launch /S /JavaScript /JS (a) /F (a.exe) >>'],
    ['as its next action', '<< /S /JavaScript /JS (a) /Next << /S /Launch /F (a.exe) >> >>'],
  ])('that is tolerated hides no program %s', async (_, body) => {
    const { result } = await inspect(...pdf(body)(), { policy: { allow: ['script'] } });
    expect(result).toMatchObject({ rejection: { code: 'active-content', kind: 'launch' } });
  });

  it('of which nobody knows the kind is tolerated only with all of it', async () => {
    const bytes = aPdf((document) => {
      const type = document.add('/Launch');
      document.add(`<< /S ${type} 0 R /F (a.exe) >>`);
    }).bytes();
    const kinds = await inspect(bytes, PDF, { policy: { allow: [...ACTIVE_CONTENT_KINDS] } });
    expect(kinds.result).toMatchObject({ rejection: { code: 'active-content' } });
    const all = await inspect(bytes, PDF, { policy: { allow: ['active-content'] } });
    expect(all.result).toMatchObject({ warnings: [{ code: 'active-content' }] });
  });
});
