import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { PutObjectCommand } from '@aws-sdk/client-s3';
import type { Running } from '../../dev/stack/running.js';
import { upload } from '../e2e/support/airlock.js';
import { BUCKET } from '../e2e/support/cloud.js';
import { eventually } from '../e2e/support/eventually.js';
import { genuinePdf, PDF } from '../e2e/support/samples.js';
import { killAt } from './support/kill-at.js';
import { System } from './support/system.js';

let system: System;
let gateway: Running;

beforeEach(async () => {
  system = await System.start();
  [gateway] = await Promise.all([system.run('gateway'), system.run('scanner')]);
}, 60_000);

afterEach(() => system.stop(), 60_000);

async function validated(): Promise<string> {
  const { id } = await upload(system.airlock, await genuinePdf(), { filename: 'a.pdf', contentType: PDF });
  expect((await system.airlock.decided(id)).status).toBe('validated');
  expect(await system.cloud.settled(id)).toEqual(['clean', 'verdicts']);
  return id;
}

const onlyTheFact = (id: string): Promise<true> =>
  eventually('nothing but the verdict to be left', async () => {
    const traces = await system.cloud.traces(id);
    return traces.length === 1 && traces[0] === 'verdicts' ? true : undefined;
  });

describe('a quarter of an hour after an erase', () => {
  it('what landed in clean/ behind it is deleted', async () => {
    const id = await validated();
    expect(await system.airlock.erase(id)).toBe(204);
    // The copy of a scanner that died, which S3 carries out all the same.
    const Key = `clean/local/${id}`;
    await system.cloud.s3.send(new PutObjectCommand({ Bucket: BUCKET, Key, Body: await genuinePdf() }));
    expect(await system.cloud.traces(id)).toEqual(['clean', 'verdicts']);
    system.jump();
    await onlyTheFact(id);
    expect((await system.airlock.get(id)).body.status).toBe('erased');
  }, 120_000);

  it('it is finished, though its gateway died behind the verdict and nobody asked again', async () => {
    const id = await validated();
    const DELETE_CLEAN = 4; // behind SendMessage, and the three calls that replace the verdict
    await killAt(system.gatewayProxy, new Map([[id, DELETE_CLEAN]]), async () => {
      system.airlock.erase(id).catch(() => undefined);
      return gateway;
    });
    await system.run('gateway');
    expect((await system.airlock.get(id)).body.status).toBe('erased');
    expect(await system.cloud.traces(id)).toEqual(['clean', 'verdicts']);
    system.jump();
    await onlyTheFact(id);
  }, 120_000);
});
