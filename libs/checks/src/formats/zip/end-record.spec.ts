import { describe, expect, it } from '@jest/globals';
import { readEndRecord } from './end-record.js';

/** An end record of an empty ZIP, as APPNOTE 4.3.16 has it, whose comment has so many bytes. */
const endRecord = (commentBytes: number): Buffer => {
  const record = Buffer.alloc(22);
  record.writeUInt32BE(0x504b0506);
  record.writeUInt16LE(commentBytes, 20);
  return record;
};
const read = async (...parts: Buffer[]) => {
  const bytes = Buffer.concat(parts);
  const reader = { size: bytes.length, tail: async () => bytes, read: async () => Buffer.alloc(0) };
  return readEndRecord(reader as unknown as Parameters<typeof readEndRecord>[0]);
};

describe('the end record of a ZIP', () => {
  it('is refused with one before it whose comment reaches the end of the file just as well', async () => {
    expect(await read(endRecord(22), endRecord(0))).toMatchObject({
      code: 'polyglot',
      detail: 'The ZIP has more than one end.',
    });
  });

  it('is refused with such a one anywhere before it, behind others that are none', async () => {
    expect(await read(endRecord(52), endRecord(7), Buffer.alloc(8), endRecord(0))).toMatchObject({
      detail: 'The ZIP has more than one end.',
    });
  });

  it('stands where the bytes of an earlier one end elsewhere: they are contents', async () => {
    expect(await read(endRecord(7), endRecord(0))).toMatchObject({
      detail: 'The ZIP is not all of the file.',
    });
  });
});
