import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { GetQueueAttributesCommand } from '@aws-sdk/client-sqs';
import type { Running } from '../../dev/stack/running.js';
import { put } from '../e2e/support/airlock.js';
import { genuinePdf, PDF } from '../e2e/support/samples.js';
import { hold } from './support/hold.js';
import { System } from './support/system.js';

let system: System;
let scanner: Running;

beforeAll(async () => {
  system = await System.start({ SCAN_VISIBILITY_TIMEOUT_SECONDS: '600' }); // nobody waits as long
  [, scanner] = await Promise.all([system.run('gateway'), system.run('scanner')]);
}, 60_000);

afterAll(() => system.stop(), 60_000);

describe('a scanner that is told to stop while a scan gets no answer', () => {
  it('waits for it as long as it drains, then gives the message back at once', async () => {
    const pdf = await genuinePdf();
    const request = { filename: 'a.pdf', contentType: PDF, size: pdf.length };
    const presigned = await system.airlock.presign(request);
    const scan = hold(system.scannerProxy, 'CopyObject clean/', presigned.id);
    expect((await put(presigned, pdf)).status).toBe(200);
    await scan.reached;
    expect(await scanner.stop()).toBe(true); // by itself
    const { Attributes } = await system.cloud.sqs.send(
      new GetQueueAttributesCommand({
        QueueUrl: await system.cloud.queueUrl('airlock-scan'),
        AttributeNames: ['ApproximateNumberOfMessages', 'ApproximateNumberOfMessagesNotVisible'],
      }),
    );
    expect(Attributes).toEqual({
      ApproximateNumberOfMessages: '1',
      ApproximateNumberOfMessagesNotVisible: '0',
    });
    scan.release();
    await system.run('scanner');
    expect((await system.airlock.decided(presigned.id)).status).toBe('validated');
  }, 120_000);
});
