import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Running } from '../../tools/stack/running.js';
import { put } from '../e2e/support/airlock.js';
import { eventually } from '../e2e/support/eventually.js';
import { genuinePdf, PDF } from '../e2e/support/samples.js';
import { hold } from './support/hold.js';
import { killAt } from './support/kill-at.js';
import { System } from './support/system.js';

let system: System;
let scanner: Running;

beforeAll(async () => {
  system = await System.start({ SCAN_VISIBILITY_TIMEOUT_SECONDS: '600' }); // nobody waits as long
  [, scanner] = await Promise.all([system.run('gateway'), system.run('scanner')]);
});

afterAll(() => system.stop());

describe('a scanner that is told to stop while a scan gets no answer', () => {
  it('waits for it as long as it drains, then gives the message back at once', async () => {
    const pdf = await genuinePdf();
    const request = { filename: 'a.pdf', contentType: PDF, size: pdf.length };
    const presigned = await system.airlock.presign(request);
    const scan = hold(system.scannerProxy, 'CopyObject clean/', presigned.id);
    expect((await put(presigned, pdf)).status).toBe(200);
    await scan.reached;
    expect(await scanner.stop()).toBe(true); // by itself
    expect(await system.cloud.messages('airlock-scan')).toEqual({ visible: 1, held: 0 });
    scan.release();
    await system.run('scanner');
    expect((await system.airlock.decided(presigned.id)).status).toBe('validated');
  });
});

describe('a consumer that is killed before it has acknowledged an event', () => {
  it('gets it again when its visibility runs out', async () => {
    const consumer = await system.run('consumer');
    const pdf = await genuinePdf();
    const request = { filename: 'seen-again.pdf', contentType: PDF, size: pdf.length };
    const presigned = await system.airlock.presign(request);
    await killAt(system.consumerProxy, new Map([[presigned.id, 0]]), async () => {
      expect((await put(presigned, pdf)).status).toBe(200);
      return consumer;
    });
    const worked = (): number => system.said('Uploads', request.filename).length;
    await eventually('its line in the log', () => (worked() === 1 ? true : undefined)); // the pipe is slower than the kill
    await system.run('consumer');
    await eventually('the event to come again', () => (worked() === 2 ? true : undefined));
  });
});
