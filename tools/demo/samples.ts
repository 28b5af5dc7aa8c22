import { DEFAULT_POLICY } from '#core';
import { REPLAY_HARMLESS } from './replay.js';
import { type Sample, sample, shipped } from './sample.js';

const MIB = 1024 * 1024;
const MISMATCH = { verdict: 'rejected', reason: 'type-mismatch' } as const;

/** Genuine documents as different programs write them, and what a hostile client would try. */
export async function samples(): Promise<Sample[]> {
  return (await documents()).map((sample) => ({ ...sample, policy: DEFAULT_POLICY }));
}

async function documents(): Promise<Sample[]> {
  const pdf = await shipped('pdf-parse/test/data/01-valid.pdf', 'quartz.pdf');
  return [
    pdf,
    // Word writes [Content_Types].xml first; LibreOffice last, and with data descriptors.
    await shipped('mammoth/test/test-data/tables.docx', 'word.docx'),
    await shipped('mammoth/test/test-data/empty.docx', 'libreoffice.docx'),
    sample('invoice.pdf', windowsExecutable(), MISMATCH),
    sample('page.pdf', Buffer.from('<!DOCTYPE html><script>alert(document.domain)</script>'), MISMATCH),
    sample('empty.pdf', Buffer.alloc(0), { verdict: 'refused', reason: 'invalid-request' }),
    sample(
      'longer-than-declared.pdf',
      Buffer.alloc(4096, '%PDF-1.7\n'),
      {
        verdict: 'refused',
        reason: 'SignatureDoesNotMatch',
      },
      { declaredSize: 1024 },
    ),
    sample('three-megabytes.pdf', Buffer.alloc(3 * MIB), { verdict: 'refused', reason: 'size-exceeded' }),
    {
      ...pdf,
      filename: 'replayed.pdf',
      isReplayed: true,
      expected: { verdict: 'validated', reason: REPLAY_HARMLESS },
    },
  ];
}

/** The start of any program for Windows: a DOS header whose stub says the well-known sentence. */
function windowsExecutable(): Buffer {
  const header = Buffer.alloc(128);
  header.write('MZ');
  header.writeUInt32LE(128, 0x3c); // where the PE header is
  header.write('This program cannot be run in DOS mode.\r\r\n$', 78);
  return Buffer.concat([header, Buffer.from('PE\0\0'), Buffer.alloc(1024)]);
}
