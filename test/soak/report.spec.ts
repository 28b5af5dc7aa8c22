import { describe, expect, it } from '@jest/globals';
import type { SoakEvent } from './cloud.js';
import { reportOn, type Sources } from './report.js';
import type { Sent } from './traffic.js';

const GOOD = Buffer.from('%PDF-1.7 good');
const BAD = Buffer.from('MZ bad');

const event = (id: string, time = '2026-11-25T00:00:00.000Z'): SoakEvent => ({ id, time });

/** What there is to be seen of one upload; by default of a good one that went well. */
interface Seen {
  readonly isGood?: boolean;
  readonly told?: string;
  readonly final?: string;
  readonly isIncoming?: boolean;
  readonly hasVerdict?: boolean;
  readonly readable?: Buffer;
  readonly events?: readonly SoakEvent[];
  readonly wasExposed?: boolean;
}

const WELL: Seen = { isGood: true, final: 'validated', readable: GOOD, events: [event('id.validated')] };
const REFUSED: Seen = {
  isGood: false,
  final: 'rejected',
  readable: undefined,
  events: [event('id.rejected')],
};

function report(seen: Seen) {
  const { isGood = true, final = 'validated', readable, isIncoming = false, hasVerdict = true } = seen;
  const { wasExposed = false } = seen;
  const document = { bytes: isGood ? GOOD : BAD, isGood };
  const sent: Sent[] = [{ id: 'id', document, status: seen.told, wasExposed }];
  const ids = (isThere: boolean) => new Set(isThere ? ['id'] : []);
  const sources: Sources = {
    cloud: {
      census: async () => ({
        incoming: ids(isIncoming),
        verdicts: ids(hasVerdict),
        clean: ids(readable !== undefined),
      }),
      events: async () => new Map([['id', seen.events ?? []]]),
      cleanBytes: async () => readable,
    },
    client: { verdict: async () => ({ status: final }) },
  };
  return reportOn(sent, sources);
}

const NOTHING = { accepted: 0, rejected: 0, lost: [], doubled: [], uncheckedReadable: [] };

describe("the soak's report", () => {
  it('counts what was accepted and what was rejected', async () => {
    expect(await report({ ...WELL, told: 'validated' })).toEqual({ ...NOTHING, accepted: 1 });
    expect(await report({ ...REFUSED, told: 'rejected' })).toEqual({ ...NOTHING, rejected: 1 });
  });

  it.each<[string, Seen]>([
    ['has no verdict', { ...REFUSED, hasVerdict: false }],
    ['is still in incoming/', { ...REFUSED, isIncoming: true }],
    ['was never announced', { ...REFUSED, events: [] }],
    [
      'is genuine and was rejected',
      { ...WELL, final: 'rejected', readable: undefined, events: [event('id.rejected')] },
    ],
    ['was accepted and cannot be read', { ...WELL, readable: undefined }],
  ])('calls an upload lost that %s', async (_, seen) => {
    expect(await report(seen)).toEqual({ ...NOTHING, lost: ['id'] });
  });

  it.each<[string, Seen]>([
    ['announced under two ids', { ...REFUSED, events: [event('id.rejected'), event('id.other')] }],
    ['announced as something else than its verdict', { ...REFUSED, events: [event('id.validated')] }],
    [
      'announced twice alike, as reached at two times',
      { ...REFUSED, events: [event('id.rejected'), event('id.rejected', '2026-11-25T00:00:01.000Z')] },
    ],
    ['told to its client as another verdict first', { ...REFUSED, told: 'validated' }],
  ])('calls an upload doubled that was %s', async (_, seen) => {
    expect(await report(seen)).toEqual({ ...NOTHING, rejected: 1, doubled: ['id'] });
  });

  it.each<[string, Seen, string]>([
    ['what was rejected', { ...REFUSED, readable: BAD }, 'rejected'],
    ['what nobody should have accepted', { ...WELL, isGood: false, readable: BAD }, 'accepted'],
    ['other bytes than those that were sent', { ...WELL, readable: BAD }, 'accepted'],
    ['what was there only for a moment', { ...REFUSED, wasExposed: true }, 'rejected'],
  ])('finds %s in clean/', async (_, seen, count) => {
    expect(await report(seen)).toEqual({ ...NOTHING, [count]: 1, uncheckedReadable: ['id'] });
  });

  it('finds in clean/ what nobody sent', async () => {
    const clean = new Set(['stranger']);
    const sources: Sources = {
      cloud: {
        census: async () => ({ incoming: new Set(), verdicts: new Set(), clean }),
        events: async () => new Map(),
        cleanBytes: async () => BAD,
      },
      client: { verdict: async () => ({ status: 'pending' }) },
    };
    expect(await reportOn([], sources)).toEqual({ ...NOTHING, uncheckedReadable: ['stranger'] });
  });
});
