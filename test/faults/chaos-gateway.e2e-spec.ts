import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Answer, type Problem, upload } from '../e2e/support/airlock.js';
import { genuinePdf, PDF } from '../e2e/support/samples.js';
import { FAULTS } from './support/faults.js';
import { ANYTHING, Plan } from './support/plan.js';
import { shiftedClock } from './rig/clock.js';
import { Steps } from './support/steps.js';
import { System } from './support/system.js';

/** What a client can ask about an upload, and how the upload stands afterwards, while no scanner runs. */
interface Route {
  readonly of: 'pending' | 'scanning' | 'validated';
  readonly method: string;
  readonly path: string;
  readonly answers: number;
  readonly after: string;
}
const ROUTES: readonly Route[] = [
  { of: 'pending', method: 'GET', path: '', answers: 200, after: 'pending' },
  { of: 'scanning', method: 'GET', path: '', answers: 200, after: 'scanning' },
  { of: 'scanning', method: 'POST', path: '/complete', answers: 202, after: 'scanning' },
  { of: 'validated', method: 'GET', path: '/download', answers: 200, after: 'validated' },
  { of: 'pending', method: 'DELETE', path: '', answers: 204, after: 'erased' },
  { of: 'scanning', method: 'DELETE', path: '', answers: 204, after: 'erased' },
  { of: 'validated', method: 'DELETE', path: '', answers: 204, after: 'erased' },
];
const STATUS = { method: 'GET', path: '' };
const MAX_ASKS = 5;

/** Three attempts of eleven seconds, then the message again. */
const LONG_MILLISECONDS = 300_000;

let system: System;
const calls = new Plan();

beforeAll(async () => {
  system = await System.start({ RATE_LIMIT_PER_MINUTE: '0' });
  system.gatewayProxy.rule = calls.rule;
  calls.add(ANYTHING, 'GetBucketVersioning', 'slow-down'); // its readiness asks again
  // A minute ahead: for it every object has been there long enough for `complete` to ask for a scan.
  await system.run('gateway', shiftedClock(60));
});

afterAll(() => system.stop());

/** An upload for each of the routes, in its state. */
async function arranged(routes: readonly Route[]): Promise<string[]> {
  const pdf = await genuinePdf();
  const request = { filename: 'a.pdf', contentType: PDF };
  const arrive = async (): Promise<string> => (await upload(system.airlock, pdf, request)).id;
  const ids = routes.map(({ of }) => (of === 'validated' ? arrive() : undefined));
  const scanner = await system.run('scanner');
  for (const id of ids) if (id !== undefined) await system.airlock.decided(await id);
  expect(await scanner.stop()).toBe(true);
  return Promise.all(
    routes.map(async ({ of }, number) => {
      if (of === 'scanning') return arrive();
      return (await ids[number]) ?? (await system.airlock.presign({ ...request, size: 1 })).id;
    }),
  );
}

/** As clients should: what is answered 503 is asked for again. */
async function ask(
  { method, path }: Pick<Route, 'method' | 'path'>,
  id: string,
): Promise<Answer<Problem & { url?: string }>> {
  for (let asks = 1; ; asks++) {
    const answer = await system.airlock.send<Problem>(method, `/uploads/${id}${path}`);
    if (answer.status !== 503 || asks === MAX_ASKS) return answer;
    expect(answer.body.code).toBe('dependency-unavailable');
    expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/);
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
  }
}

describe('the gateway', () => {
  const steps = new Map<Route, readonly string[]>();

  it('makes the calls that its routes are made of', async () => {
    const ids = await arranged(ROUTES);
    const taken = new Steps(ids);
    system.gatewayProxy.rule = (call) => {
      taken.take(call);
      return calls.rule(call);
    };
    for (const [number, route] of ROUTES.entries()) {
      const id = ids[number] ?? '';
      taken.of.set(id, []); // without those of its arrangement
      expect((await ask(route, id)).status).toBe(route.answers);
      steps.set(route, taken.of.get(id) ?? []);
    }
    system.gatewayProxy.rule = calls.rule;
    const erasing = [
      'GetObject verdicts/',
      'SendMessage',
      'PutObject verdicts/',
      'DeleteObject clean/',
      'DeleteObject incoming/',
      'SendMessage',
    ];
    expect([...steps.values()]).toEqual([
      ['GetObject verdicts/', 'HeadObject incoming/', 'GetObject verdicts/'],
      ['GetObject verdicts/', 'HeadObject incoming/'],
      ['GetObject verdicts/', 'HeadObject incoming/', 'SendMessage'],
      ['GetObject verdicts/'],
      erasing,
      erasing,
      erasing,
    ]);
  });

  it(
    'gives what was asked for, or 503 and then that, whichever of them meets whichever fault',
    async () => {
      const cases = FAULTS.flatMap((fault) =>
        [...steps].flatMap(([route, taken]) =>
          taken.map((step, number) => ({ fault, route, step, skipped: count(taken.slice(0, number), step) })),
        ),
      );
      const ids = await arranged(cases.map(({ route }) => route));
      for (const [number, { fault, step, skipped }] of cases.entries())
        calls.add(ids[number] ?? '', step, fault, skipped);
      const ends = await Promise.all(
        cases.map(async ({ route, ...each }, number) => {
          const id = ids[number] ?? '';
          const { status, body } = await ask(route, id);
          const download = body?.url === undefined ? undefined : (await fetch(body.url)).status;
          const after = (await ask(STATUS, id)).body.status;
          const left = route.after === 'erased' ? await system.cloud.traces(id) : undefined;
          return { ...route, ...each, answers: status, download, after, left };
        }),
      );
      expect(ends).toEqual(
        cases.map(({ route, ...each }) => ({
          ...route,
          ...each,
          download: route.path === '/download' ? 200 : undefined,
          left: route.after === 'erased' ? ['verdicts'] : undefined,
        })),
      );
      expect(calls.unmet).toEqual([]);
    },
    LONG_MILLISECONDS,
  );

  it('made no call that never met one', () => {
    expect([...calls.seen].filter((step) => !calls.met.has(step))).toEqual([]);
    expect(calls.seen.size).toBeGreaterThan(5);
  });
});

const count = (steps: readonly string[], step: string): number =>
  steps.filter((other) => other === step).length;
