import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { PutObjectCommand } from '@aws-sdk/client-s3';
import type { Running } from '../../tools/stack/running.js';
import { upload } from '../e2e/support/airlock.js';
import { BUCKET } from '../e2e/support/cloud.js';
import { eventually } from '../e2e/support/eventually.js';
import { genuinePdf, PDF } from '../e2e/support/samples.js';
import { killAt } from './support/kill-at.js';
import { System } from './support/system.js';

let system: System;
let gateway: Running;

beforeAll(async () => {
  system = await System.start();
  [gateway] = await Promise.all([system.run('gateway'), system.run('scanner')]);
});

afterAll(() => system.stop());

async function validated(): Promise<string> {
  const { id } = await upload(system.airlock, await genuinePdf(), { filename: 'a.pdf', contentType: PDF });
  expect((await system.airlock.decided(id)).status).toBe('validated');
  expect(await system.cloud.settled(id)).toEqual(['clean', 'verdicts']);
  return id;
}

describe('a quarter of an hour after an erase', () => {
  it('what landed behind it is deleted, and one is finished whose gateway died behind the verdict', async () => {
    const [landedOn, halfErased] = [await validated(), await validated()];
    expect(await system.airlock.erase(landedOn)).toBe(204);
    // The copy of a scanner that died, which S3 carries out all the same.
    const Key = `clean/local/${landedOn}`;
    await system.cloud.s3.send(new PutObjectCommand({ Bucket: BUCKET, Key, Body: await genuinePdf() }));

    const DELETE_CLEAN = 3; // behind the calls that find the verdict, ask for its return and replace it
    await killAt(system.gatewayProxy, new Map([[halfErased, DELETE_CLEAN]]), async () => {
      system.airlock.erase(halfErased).catch(() => undefined); // and nobody asks again
      return gateway;
    });
    await system.run('gateway');
    for (const id of [landedOn, halfErased]) {
      expect((await system.airlock.get(id)).body.status).toBe('erased');
      expect(await system.cloud.traces(id)).toEqual(['clean', 'verdicts']);
    }

    system.jump();
    for (const id of [landedOn, halfErased])
      await eventually('nothing but the verdict to be left', async () =>
        (await system.cloud.traces(id)).join() === 'verdicts' ? true : undefined,
      );
  });
});
