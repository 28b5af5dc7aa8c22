import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate, setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { atMost } from './rig/at-most.js';
import { worstFiles } from '../checks/worst/index.js';
import { upload } from '../e2e/support/airlock.js';
import { waitedMilliseconds } from './support/processor.js';
import { System } from './support/system.js';

/** A probe's usual time limit. */
const MAX_ANSWER_MILLISECONDS = 1000;
const POLL_MILLISECONDS = 20;
const AT_ONCE = 6;
const MINUTE = 60_000;

const files = worstFiles();
const contentTypes = [...new Set(files.map(({ contentType }) => contentType))];

let directory: string;
let system: System;
/** Who takes part in an answer: the scanner, the cloud that it asks, and this process with the proxy between them. */
let pids: readonly number[];

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'airlock-health-'));
  const policiesFile = join(directory, 'policies.json');
  const policy = { name: 'documents', maxBytes: 2 ** 30, contentTypes };
  await writeFile(policiesFile, JSON.stringify({ policies: [policy] }));
  system = await System.start({
    POLICIES_FILE: policiesFile,
    RATE_LIMIT_PER_MINUTE: '0',
    SCAN_VISIBILITY_TIMEOUT_SECONDS: '60',
  });
  const [, scanner] = await Promise.all([system.run('gateway'), system.run('scanner')]);
  pids = [scanner.pid ?? 0, system.cloudPid, process.pid];
}, MINUTE);

afterAll(async () => {
  await system.stop();
  await rm(directory, { recursive: true });
}, MINUTE);

interface Answers {
  asked: number;
  /** What was not 200. */
  readonly refusals: string[];
  /** Those that took longer than anybody waits. On a busy machine nobody runs when he could: that wait is not counted. */
  readonly late: { probe: string; milliseconds: number; waited: number }[];
}

/** Asks for the scanner's health again and again until the work is done. */
async function answersDuring(work: Promise<unknown>): Promise<Answers> {
  const answers: Answers = { asked: 0, refusals: [], late: [] };
  let isOver = false;
  const watch = async (probe: 'live' | 'ready'): Promise<void> => {
    while (!isOver) {
      const waitedBefore = await waitedMilliseconds(pids);
      const startedAt = performance.now();
      const answer = await system.health('scanner', probe);
      const text = await answer.text();
      const milliseconds = Math.round(performance.now() - startedAt);
      const waited = Math.round((await waitedMilliseconds(pids)) - waitedBefore);
      answers.asked += 1;
      if (answer.status !== 200) answers.refusals.push(text);
      if (milliseconds - waited >= MAX_ANSWER_MILLISECONDS)
        answers.late.push({ probe, milliseconds, waited });
      await pause(POLL_MILLISECONDS);
    }
  };
  const watching = Promise.all([watch('live'), watch('ready')]);
  await work.finally(() => (isOver = true));
  await watching;
  return answers;
}

/**
 * All are made before: who asks may not be kept busy either. One by one, because the scanner's cloud is behind a proxy in this
 * process: those of ZIP take seconds, on a busy machine longer than a scanner waits for its queue, which then is paused.
 */
async function madeOf(contentType: string): Promise<Buffer[]> {
  const bodies: Buffer[] = [];
  for (const file of files.filter((each) => each.contentType === contentType)) {
    bodies.push(file.bytes);
    await setImmediate();
  }
  return bodies;
}

describe(`a scanner that looks at ${AT_ONCE} of the worst files at once`, () => {
  it.each(contentTypes)(
    'answers for its health within a second: %s',
    async (contentType) => {
      const bodies = await madeOf(contentType);
      const scans = atMost(AT_ONCE, Math.max(AT_ONCE, bodies.length), async (number) => {
        const bytes = bodies[number % bodies.length] ?? Buffer.alloc(0);
        const request = { filename: `${number}`, contentType };
        const { id } = await upload(system.airlock, bytes, request);
        await system.airlock.decided(id);
      });
      const { asked, ...wrong } = await answersDuring(scans);
      expect(asked).toBeGreaterThan(2);
      expect(wrong).toEqual({ refusals: [], late: [] });
    },
    5 * MINUTE,
  );
});
