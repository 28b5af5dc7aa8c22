import { describe, expect, it } from '@jest/globals';
import { cleanKey, incomingKey, type ErasedVerdict, type UploadRef, type Verdict } from '#core';
import {
  anUpload,
  aRejectedVerdict,
  aValidatedVerdict,
  MemoryObjectStore,
  MemoryScanQueue,
  MemoryVerdictStore,
} from '#testing';
import { Erase } from './erase.js';

const NOW = new Date('2030-01-01T00:00:00Z');
const ERASED: ErasedVerdict = { schema: 1, status: 'erased', erasedAt: NOW.toISOString() };

/** The three ports in memory, every call of theirs written down, and the n-th of them refused. */
class World {
  readonly calls: string[] = [];
  readonly verdicts = this.recorded(new MemoryVerdictStore(), ['find', 'create', 'replace']);
  readonly objects = this.recorded(new MemoryObjectStore(), ['delete']);
  readonly queue = this.recorded(new MemoryScanQueue(), ['request']);
  readonly erase = new Erase(this.verdicts, this.objects, this.queue, { now: () => NOW });
  failingCall = Infinity;

  /** What every upload may have left behind. */
  with(upload: UploadRef, verdict?: Verdict): this {
    this.objects.put(incomingKey(upload), 'x');
    this.objects.put(cleanKey(upload), 'x');
    if (verdict !== undefined) this.verdicts.put(upload, verdict);
    return this;
  }

  async state(upload: UploadRef) {
    return { verdict: (await this.verdicts.find(upload))?.verdict, keys: this.objects.keys() };
  }

  private recorded<Port extends object>(port: Port, names: readonly (keyof Port)[]): Port {
    for (const name of names) {
      const method = (port[name] as (...args: unknown[]) => unknown).bind(port);
      port[name] = ((...args: unknown[]) => {
        const key = typeof args[0] === 'string' ? ` ${args[0].split('/')[0] ?? ''}` : '';
        if (this.calls.push(`${String(name)}${key}`) === this.failingCall)
          throw new Error('the process died here');
        return method(...args);
      }) as Port[keyof Port];
    }
    return port;
  }
}

describe('Erase', () => {
  it('promises to settle it, decides, then deletes, and has it settled once more', async () => {
    const upload = anUpload();
    const world = new World().with(upload);
    await world.erase.run(upload);
    expect(world.calls).toEqual(['find', 'request', 'create', 'delete clean', 'delete incoming', 'request']);
  });

  it('has it settled when nothing that was under way can still land', async () => {
    const upload = anUpload();
    const world = new World();
    await world.erase.run(upload);
    expect(world.queue.requested.at(-1)).toEqual({ upload, delaySeconds: 900 });
  });

  it.each([
    ['validated', aValidatedVerdict],
    ['rejected', () => aRejectedVerdict()],
  ])('replaces a %s verdict, name and metadata included', async (_, verdict) => {
    const upload = anUpload();
    const world = new World().with(upload, verdict(upload));
    await world.erase.run(upload);
    expect(await world.state(upload)).toEqual({ verdict: ERASED, keys: [] });
  });

  it('keeps the time of the first erasure', async () => {
    const upload = anUpload();
    const first = { ...ERASED, erasedAt: '2029-01-01T00:00:00.000Z' };
    const world = new World().with(upload, first);
    await world.erase.run(upload);
    expect(await world.state(upload)).toEqual({ verdict: first, keys: [] });
  });

  it('deletes again when it is already erased, since the first one may have died halfway, and asks for nothing', async () => {
    const upload = anUpload();
    const world = new World().with(upload, ERASED);
    await world.erase.run(upload);
    expect(world.calls).toEqual(['find', 'delete clean', 'delete incoming']);
  });

  it.each([1, 2, 3, 4, 5, 6])(
    'comes to the same end when it died at step %i and is repeated',
    async (step) => {
      const upload = anUpload();
      const world = new World().with(upload, aValidatedVerdict(upload));
      world.failingCall = step;
      await expect(world.erase.run(upload)).rejects.toThrow('died');
      await world.erase.run(upload);
      expect(await world.state(upload)).toEqual({ verdict: ERASED, keys: [] });
      expect(world.queue.requested.at(-1)).toEqual({ upload, delaySeconds: 900 });
    },
  );

  it('tries again when the verdict changes under its hands', async () => {
    const upload = anUpload();
    const world = new World().with(upload, aRejectedVerdict());
    let races = 2;
    const find = world.verdicts.find.bind(world.verdicts);
    world.verdicts.find = async (ref) => {
      const stored = await find(ref);
      if (races-- > 0)
        world.verdicts.put(ref, aRejectedVerdict({ scannedAt: `2030-01-01T00:00:0${races}.000Z` }));
      return stored;
    };
    await world.erase.run(upload);
    expect((await find(upload))?.verdict).toEqual(ERASED);
  });

  it('has promised to settle it whenever it dies behind the verdict', async () => {
    const upload = anUpload();
    const world = new World().with(upload);
    world.failingCall = 4;
    await expect(world.erase.run(upload)).rejects.toThrow('died');
    expect((await world.state(upload)).verdict).toEqual(ERASED);
    expect(world.queue.requested).toEqual([{ upload, delaySeconds: 900 }]);
  });

  it('gives up, and deletes nothing, when the verdict never keeps still', async () => {
    const upload = anUpload();
    const world = new World().with(upload, aRejectedVerdict());
    world.verdicts.replace = async () => 'changed';
    await expect(world.erase.run(upload)).rejects.toMatchObject({ code: 'dependency-unavailable' });
    expect(world.objects.keys()).toHaveLength(2);
  });
});
