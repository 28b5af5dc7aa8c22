import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { cleanKey, incomingKey, type Verdict } from '#core';
import { aRejectedVerdict, aValidatedVerdict, MemoryObjectStore, MemoryVerdictStore } from '#testing';
import { Cast } from '../process/cast.js';
import type { Call } from '../process/call.js';
import { UPLOAD } from '../process/ports.js';
import { effectsOf, sourceOf } from './effect.js';
import { allConditions, uploaded } from './setting.js';
import { Simulation } from './simulation.js';
import { DECIDED_AT, etagOf, type Version } from './version.js';
import type { World } from './world.js';

/** What may be asked of the bucket, by the name of the port's method. */
type Request =
  | { readonly to: 'put'; readonly bytes: string }
  | { readonly to: 'head' | 'delete'; readonly key: string }
  | { readonly to: 'promote'; readonly ifMatch: string }
  | { readonly to: 'find' }
  | { readonly to: 'create'; readonly verdict: Verdict }
  | { readonly to: 'replace'; readonly verdict: Verdict; readonly of: Verdict };

const bytes = fc.constantFrom('good', 'evil');
const key = fc.constantFrom(incomingKey(UPLOAD), cleanKey(UPLOAD));
const verdict = fc.constantFrom<Verdict>(aRejectedVerdict(), aValidatedVerdict(UPLOAD), {
  schema: 1,
  status: 'erased',
  erasedAt: '2030-01-02T00:00:00.000Z',
});
const requests: fc.Arbitrary<Request[]> = fc.array(
  fc.oneof(
    fc.record({ to: fc.constant('put' as const), bytes }),
    fc.record({ to: fc.constantFrom('head' as const, 'delete' as const), key }),
    fc.record({ to: fc.constant('promote' as const), ifMatch: bytes.map(etagOf) }),
    fc.record({ to: fc.constant('find' as const) }),
    fc.record({ to: fc.constant('create' as const), verdict }),
    fc.record({ to: fc.constant('replace' as const), verdict, of: verdict }),
  ),
  { maxLength: 20 },
);

/** The simulated bucket, when nobody else uses it. */
class SimulatedBucket {
  private world: World = new Simulation({ puts: [], scanners: 0 }, new Cast()).start();

  ask(request: Request): unknown {
    switch (request.to) {
      case 'put':
        this.world = { ...this.world, incoming: uploaded(request.bytes, 0) };
        return undefined;
      case 'head':
        return this.send({ name: 'objects.head', key: request.key });
      case 'delete':
        return this.send({ name: 'objects.delete', key: request.key });
      case 'promote':
        return this.send(
          { name: 'objects.promote', promotion: promotionOf(request.ifMatch) },
          sourceOf(this.world, request.ifMatch, allConditions),
        );
      case 'find':
        return this.send({ name: 'verdicts.find' });
      case 'create':
        return this.send({ name: 'verdicts.create', verdict: request.verdict });
      case 'replace':
        return this.send({
          name: 'verdicts.replace',
          verdict: request.verdict,
          ifMatch: etagOf(JSON.stringify(request.of)),
        });
    }
  }

  private send(call: Call, source?: Version): unknown {
    const [effect] = effectsOf(this.world, { number: 0, text: '', at: 0, call, source }, allConditions);
    this.world = effect?.world ?? this.world;
    return effect?.answer;
  }
}

/** The adapters in memory, which keep the same promises as those on S3. */
class MemoryBucket {
  private readonly objects = new MemoryObjectStore('airlock', () => new Date('2030-01-01T00:00:00Z'));
  private readonly verdicts = new MemoryVerdictStore(() => DECIDED_AT);

  async ask(request: Request): Promise<unknown> {
    switch (request.to) {
      case 'put':
        this.objects.put(incomingKey(UPLOAD), request.bytes, uploaded(request.bytes, 0));
        return undefined;
      case 'head':
        return this.objects.head(request.key);
      case 'delete':
        return this.objects.delete(request.key);
      case 'promote':
        return this.objects.promote(promotionOf(request.ifMatch));
      case 'find':
        return this.verdicts.find(UPLOAD);
      case 'create':
        return this.verdicts.create(UPLOAD, request.verdict);
      case 'replace':
        return this.verdicts.replace(UPLOAD, request.verdict, etagOf(JSON.stringify(request.of)));
    }
  }
}

const promotionOf = (ifMatch: string) => ({
  from: incomingKey(UPLOAD),
  ifMatch,
  to: cleanKey(UPLOAD),
  contentType: 'application/pdf',
  contentDisposition: 'attachment',
  metadata: { policy: 'documents' },
});

describe('the simulated bucket', () => {
  it('answers as the adapters do, which are held to the contract of the ports', async () => {
    await fc.assert(
      fc.asyncProperty(requests, async (asked) => {
        const [simulated, memory] = [new SimulatedBucket(), new MemoryBucket()];
        for (const request of asked) expect(simulated.ask(request)).toEqual(await memory.ask(request));
      }),
    );
  });
});
