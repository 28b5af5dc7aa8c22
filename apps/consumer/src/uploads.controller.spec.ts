import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { reject, uploadEvent, type UploadValidated } from '#core';
import { UploadsController } from './uploads.controller.js';

const upload = { tenant: 'acme', id: 'A'.repeat(52) };
const rejected = uploadEvent(upload, {
  schema: 1,
  status: 'rejected',
  rejection: reject('empty', ''),
  scannedAt: '',
});
const validated = {
  ...rejected,
  id: 'other',
  data: { tenant: 'acme', filename: 'a.pdf' },
} as unknown as UploadValidated;

let worked: unknown[];

beforeEach(() => {
  worked = [];
  jest.spyOn(Logger.prototype, 'log').mockImplementation((line: unknown) => void worked.push(line));
});

afterEach(() => {
  jest.restoreAllMocks();
});

describe('the example consumer', () => {
  it('does its work once for an event that comes twice', async () => {
    const consumer = new UploadsController();
    for (let times = 0; times < 2; times++) {
      await consumer.validated(validated);
      await consumer.rejected(rejected as never);
    }
    expect(worked).toEqual([
      expect.objectContaining({ tenant: 'acme', filename: 'a.pdf' }),
      expect.objectContaining({ rejection: { code: 'empty', detail: '' } }),
    ]);
  });

  it('does its work once for an event that comes twice at the same time', async () => {
    const consumer = new UploadsController();
    await Promise.all([consumer.validated(validated), consumer.validated(validated)]);
    expect(worked).toHaveLength(1);
  });

  it('does its work when the event comes again whose work failed', async () => {
    const consumer = new UploadsController();
    jest.spyOn(Logger.prototype, 'log').mockImplementationOnce(() => {
      throw new Error('the database is away');
    });
    const both = await Promise.allSettled([consumer.validated(validated), consumer.validated(validated)]);
    expect(both.map(({ status }) => status)).toEqual(['rejected', 'rejected']); // neither is acknowledged
    await consumer.validated(validated);
    expect(worked).toHaveLength(1);
  });

  it('remembers a bounded number of events', async () => {
    const consumer = new UploadsController();
    for (let event = 0; event <= 10_000; event++)
      await consumer.validated({ ...validated, id: String(event) });
    await consumer.validated({ ...validated, id: '10000' });
    await consumer.validated({ ...validated, id: '0' });
    expect(worked).toHaveLength(10_002);
  });
});
