import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readFile } from 'node:fs/promises';
import { parsePolicies } from '#core';
import { census } from './rig/census.js';
import type { Running } from '../../tools/stack/running.js';
import { GREEDY } from '../checks/greedy.js';
import { upload } from '../e2e/support/airlock.js';
import { BUCKET } from '../e2e/support/cloud.js';
import { eventually } from '../e2e/support/eventually.js';
import { genuinePdf, PDF } from '../e2e/support/samples.js';
import { System } from './support/system.js';

const POLICY = 'office';
const GREEDY_OBJECTS = 30;
const SMALL_OBJECTS = 6;
/** Of V8, in MiB: too little for as many at once as there are slots. The buffers that files are read into come on top. */
const HEAP = { NODE_OPTIONS: '--max-old-space-size=224' };
const PATIENCE_MILLISECONDS = 420_000;

let system: System;
let scanner: Running;
const greedyIds: string[] = [];

/** Kinds that a shipped policy lets in. */
async function takenKinds() {
  const policies = parsePolicies(JSON.parse(await readFile('policies.json', 'utf8')));
  const policy = policies.get(POLICY);
  if (policy === undefined) throw new Error(`no policy is named ${POLICY}`);
  return GREEDY.filter(
    ({ contentType, bytes }) =>
      policy.contentTypes.includes(contentType) && bytes().length <= policy.maxBytes,
  );
}

beforeAll(async () => {
  system = await System.start({
    RATE_LIMIT_PER_MINUTE: '0',
    SCAN_CONCURRENCY: '30',
    SCAN_VISIBILITY_TIMEOUT_SECONDS: '60',
  });
  await system.run('gateway');
  const kinds = await takenKinds();
  for (let number = 0; number < GREEDY_OBJECTS; number += 1) {
    const { contentType, bytes } = kinds[number % kinds.length]!;
    greedyIds.push(
      (await upload(system.airlock, bytes(), { filename: 'greedy', contentType, policy: POLICY })).id,
    );
  }
});

afterAll(() => system.stop());

const undecided = async (): Promise<string[]> => {
  const { verdicts } = await census(system.cloud.s3, BUCKET);
  return greedyIds.filter((id) => !verdicts.has(id));
};

describe(`a scanner with little memory that finds ${GREEDY_OBJECTS} objects in its queue that each want much`, () => {
  it('decides genuine uploads meanwhile', async () => {
    scanner = await system.run('scanner', HEAP);
    const pdf = await genuinePdf();
    for (let number = 0; number < SMALL_OBJECTS; number += 1) {
      const { id } = await upload(system.airlock, pdf, { filename: `${number}.pdf`, contentType: PDF });
      expect(await system.airlock.decided(id)).toMatchObject({ status: 'validated' });
    }
    expect(await undecided()).not.toEqual([]);
  });

  it(
    'decides all of them, and lives on',
    async () => {
      const isDone = async () => ((await undecided()).length === 0 ? true : undefined);
      await eventually('all of them to be decided', isDone, PATIENCE_MILLISECONDS);
      expect(await Promise.race([scanner.ended, Promise.resolve('alive')])).toBe('alive');
      expect((await system.health('scanner', 'live')).status).toBe(200);
    },
    PATIENCE_MILLISECONDS + 60_000,
  );
});
