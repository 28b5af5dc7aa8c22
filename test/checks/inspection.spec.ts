import { describe, expect, it } from '@jest/globals';
import { setImmediate } from 'node:timers/promises';
import { AirlockError, type Policy, REJECTION_CODES } from '#core';
import {
  FIRST_READ_BYTES,
  Findings,
  Inspection,
  maxSteps,
  refuse,
  type Check,
  type CheckResult,
  type CustomCheck,
  type MediaType,
  type WholeObjectCheck,
} from '#checks';
import { inspect, sha256, subjectOf, verdictOn, type Claims } from './inspect.js';

const TYPE = 'application/x-test';
const bytesOf = (size: number): Buffer => Buffer.alloc(size, 'test ');

const testType = (changes: Partial<MediaType> = {}): MediaType => ({
  mediaType: TYPE,
  extensions: ['test', 'tst'],
  hasSignature: (head) => head.toString('latin1', 0, 4) === 'test',
  checks: [],
  reads: (size) => ({ requests: 4, bytes: size }),
  ...changes,
});
const withType = (changes: Partial<MediaType> = {}, claims: Claims = {}): Claims => ({
  mediaTypes: [testType(changes)],
  ...claims,
});
/** What docs/checks.md says of a check. */
const SAYS_ANYTHING = { reads: 'anything', codes: REJECTION_CODES } as const;
const check = (name: string, run: Check['run']): Check => ({ name, ...SAYS_ANYTHING, run });
const observer = (
  name: string,
  result: CheckResult,
  onSlice?: (slice: Buffer) => CheckResult | void,
): WholeObjectCheck => ({
  name,
  ...SAYS_ANYTHING,
  observe: () => ({ consume: (slice) => onSlice?.(slice), finish: () => result }),
});

/** Says that it has done so much. */
const workingCheck = (steps: number): Check =>
  check('working', async ({ pace }) => {
    await pace.breathe(steps);
    return {};
  });

const macro: CheckResult = refuse('macro', 'has a macro');

describe('an inspection', () => {
  it.each<[string, Uint8Array, Claims]>([
    ['empty', Buffer.alloc(0), {}],
    ['size-mismatch', bytesOf(50), { declaration: { size: 49 } }],
    ['size-exceeded', bytesOf(50), { policy: { maxBytes: 49 } }],
    ['type-mismatch', bytesOf(50), { storedContentType: 'text/html' }],
    ['type-not-allowed', bytesOf(50), { policy: { contentTypes: ['image/png'] } }],
    ['type-mismatch', bytesOf(50), { filename: 'a.test.exe' }],
    ['type-mismatch', bytesOf(50), { filename: 'a.exe. .' }],
    ['type-mismatch', Buffer.from('<!DOCTYPE html><p>'), {}],
    ['type-mismatch', Buffer.from('\ufeff <html >'), {}],
    ['type-mismatch', Buffer.from('MZ\x90\0'), {}],
    ['polyglot', Buffer.from('test %PDF-1.4 test'), {}],
    ['checksum-mismatch', bytesOf(50), { declaration: { checksumSha256: sha256(bytesOf(51)) } }],
  ])('rejects with %s', async (code, bytes, claims) => {
    expect(await verdictOn(bytes, TYPE, withType({}, claims))).toBe(code);
  });

  it.each(['a.test', 'a.TST', 'a', 'Report 1.2', 'v2. draft'])('accepts the name %s', async (filename) => {
    expect(await verdictOn(bytesOf(50), TYPE, withType({}, { filename }))).toBe('accepted');
  });

  it('says what the bytes are that are not what they were declared as', async () => {
    const { result } = await inspect(Buffer.from('GIF89a\x01\0\x01\0'), TYPE, withType());
    expect(result).toMatchObject({ rejection: { code: 'type-mismatch' }, detectedContentType: 'image/gif' });
  });

  it('is unverifiable when no check knows the type', async () => {
    expect(await verdictOn(bytesOf(50), 'model/obj', { mediaTypes: [testType()] })).toBe('unverifiable');
  });

  it('reports the type by its own name when it was declared by an alias', async () => {
    const mediaTypes = [testType({ aliases: ['application/test'] })];
    const { result } = await inspect(bytesOf(50), 'application/test', { mediaTypes });
    expect(result).toMatchObject({ contentType: TYPE });
  });

  it('refuses an object that a check found to be another type, whatever else was said', async () => {
    const checks = [check('kind', () => ({ found: { contentType: 'application/x-other' } }))];
    expect(await verdictOn(bytesOf(50), TYPE, withType({ checks }))).toBe('type-mismatch');
  });

  it('stops at the first rejection', async () => {
    const ran: string[] = [];
    const checks = [
      check('first', () => (ran.push('first'), macro)),
      check('second', () => (ran.push('second'), {})),
    ];
    expect(await verdictOn(bytesOf(50), TYPE, withType({ checks }))).toBe('macro');
    expect(ran).toEqual(['first']);
  });

  it('makes a warning of what the policy tolerates and goes on', async () => {
    const checks = [check('macros', () => macro), check('next', () => refuse('malformed', 'is broken'))];
    const policy = { allow: ['macro'] } satisfies Partial<Policy>;
    expect(await verdictOn(bytesOf(50), TYPE, withType({ checks }, { policy }))).toBe('malformed');
    const { result } = await inspect(bytesOf(50), TYPE, withType({ checks: checks.slice(0, 1) }, { policy }));
    expect(result).toMatchObject({ warnings: [{ code: 'macro', detail: 'has a macro' }] });
  });

  it('lets a tolerated finding hide no other', async () => {
    const checks = [
      check('both', ({ policy }) => {
        const findings = new Findings(policy);
        findings.reject('macro', 'has a macro');
        findings.reject('embedded-object', 'has an object');
        return findings.result();
      }),
    ];
    expect(await verdictOn(bytesOf(50), TYPE, withType({ checks }, { policy: { allow: ['macro'] } }))).toBe(
      'embedded-object',
    );
  });
});

describe('the bytes an inspection reads', () => {
  it('are the first read alone for a small object, whose checksum it computes', async () => {
    const bytes = bytesOf(FIRST_READ_BYTES);
    const { result, source } = await inspect(bytes, TYPE, withType());
    expect(source.requests).toEqual([]);
    expect(result).toMatchObject({ checksum: { value: sha256(bytes) } });
  });

  it('leave the declared checksum as S3 verified it when the object is not read whole', async () => {
    const bytes = bytesOf(FIRST_READ_BYTES * 4);
    const { result } = await inspect(
      bytes,
      TYPE,
      withType({}, { declaration: { checksumSha256: sha256(bytes) } }),
    );
    expect(result).toMatchObject({ checksum: { value: sha256(bytes) } });
  });

  it('are every byte once, in one request beside the tail, for all whole-object checks together', async () => {
    const bytes = bytesOf(FIRST_READ_BYTES * 4);
    const seen = [0, 0];
    const wholeObjectChecks = seen.map((_, i) =>
      observer(`whole-${i}`, {}, (slice) => void (seen[i]! += slice.length)),
    );
    const { result, source } = await inspect(bytes, TYPE, withType({ wholeObjectChecks }));
    expect(seen).toEqual([bytes.length, bytes.length]);
    expect(result).toMatchObject({ checksum: { value: sha256(bytes) } });
    expect(source.requests).toHaveLength(2);
    expect(source.requests.reduce((sum, { length }) => sum + length, FIRST_READ_BYTES)).toBe(bytes.length);
  });

  it('end where a whole-object check rejects', async () => {
    let slices = 0;
    const wholeObjectChecks = [observer('early', {}, () => (++slices === 2 ? macro : undefined))];
    expect(await verdictOn(bytesOf(FIRST_READ_BYTES * 4), TYPE, withType({ wholeObjectChecks }))).toBe(
      'macro',
    );
    expect(slices).toBe(2);
  });

  it.each<[string, Partial<MediaType>, Partial<Policy>]>([
    ["the type's budget", { reads: () => ({ requests: 0, bytes: 0 }) }, {}],
    ["the policy's budget", {}, { reads: { requests: 9, bytes: 10 } }],
  ])('make it unverifiable past %s', async (_, type, policy) => {
    expect(await verdictOn(bytesOf(FIRST_READ_BYTES * 2), TYPE, withType(type, { policy }))).toBe(
      'unverifiable',
    );
  });

  it('leave the others their turn while they are looked at', async () => {
    let turns = 0;
    let isDone = false;
    const others = (async () => {
      for (; !isDone; turns++) await setImmediate();
    })();
    const wholeObjectChecks = [
      observer('slow', {}, () => {
        for (const end = performance.now() + 10; performance.now() < end;);
      }),
    ];
    await inspect(bytesOf(FIRST_READ_BYTES), TYPE, withType({ wholeObjectChecks }));
    isDone = true;
    await others;
    expect(turns).toBeGreaterThanOrEqual(4);
  });

  it.each([
    [20, 'accepted'],
    [19, 'unverifiable'],
  ])('may be worked on in %d steps at most, whatever the time they take: %s', async (steps, verdict) => {
    const claims = withType({ checks: [workingCheck(20)] }, { maxSteps: steps });
    expect(await verdictOn(bytesOf(50), TYPE, claims)).toBe(verdict);
  });

  it('may take more work the larger they are', async () => {
    const checks = [workingCheck(maxSteps(1000))];
    expect(await verdictOn(bytesOf(1000), TYPE, withType({ checks }))).toBe('accepted');
    expect(await verdictOn(bytesOf(999), TYPE, withType({ checks }))).toBe('unverifiable');
  });
});

describe('a custom check', () => {
  const custom = (inspectObject: CustomCheck['inspect'], changes: Partial<CustomCheck> = {}): Claims =>
    withType({}, { customChecks: [{ name: 'mine', inspect: inspectObject, ...changes }] });

  it('rejects with a code of its own', async () => {
    expect(
      await verdictOn(
        bytesOf(50),
        TYPE,
        custom(async () => ({ reject: 'no' })),
      ),
    ).toBe('custom:mine');
  });

  it('warns', async () => {
    const warnings = [{ code: 'odd', detail: 'is odd' }];
    const { result } = await inspect(
      bytesOf(50),
      TYPE,
      custom(async () => ({ warnings })),
    );
    expect(result).toMatchObject({ warnings });
  });

  it('sees the whole object', async () => {
    const bytes = bytesOf(FIRST_READ_BYTES * 3);
    let seen = 0;
    const claims = custom(async ({ reader }) => {
      for await (const slice of reader.stream()) seen += slice.length;
      return {};
    });
    expect(await verdictOn(bytes, TYPE, claims)).toBe('accepted');
    expect(seen).toBe(bytes.length);
  });

  it('is not asked about an object that was rejected, nor about types it is not for', async () => {
    let asked = 0;
    const count = async () => (asked++, {});
    await verdictOn(bytesOf(50), TYPE, { ...custom(count), declaration: { size: 3 } });
    await verdictOn(bytesOf(50), TYPE, custom(count, { contentTypes: ['image/png'] }));
    expect(asked).toBe(0);
  });

  it('that does not answer in time makes the object unverifiable', async () => {
    const never = () => new Promise<never>(() => undefined);
    expect(await verdictOn(bytesOf(50), TYPE, custom(never, { timeoutMilliseconds: 5 }))).toBe(
      'unverifiable',
    );
  });

  it('that fails is tried again, not held against the object', async () => {
    const fail = async () => Promise.reject(new Error('no scanner'));
    await expect(verdictOn(bytesOf(50), TYPE, custom(fail))).rejects.toMatchObject({
      code: 'undecidable',
      message: 'custom check mine failed: no scanner',
    });
  });

  it.each([
    ['our own error', new AirlockError('dependency-unavailable', 'no scanner')],
    ['any error', Object.assign(new Error('no scanner'), { code: 'dependency-unavailable' })],
  ])('says with %s that what it needs is away for every object', async (_, error) => {
    await expect(
      verdictOn(
        bytesOf(50),
        TYPE,
        custom(() => Promise.reject(error)),
      ),
    ).rejects.toMatchObject({
      code: 'dependency-unavailable',
      message: expect.stringContaining('no scanner'),
    });
  });

  it('cannot declare an outage by an error of another kind', async () => {
    const fail = () => Promise.reject(Object.assign(new Error('refused'), { code: 'ECONNREFUSED' }));
    await expect(verdictOn(bytesOf(50), TYPE, custom(fail))).rejects.toMatchObject({ code: 'undecidable' });
  });

  describe('that fails for one object after the other', () => {
    /** Fails for objects of 1 byte, refuses those of 3 and accepts all others. */
    const mine: CustomCheck = {
      name: 'mine',
      async inspect({ size }) {
        if (size === 1) throw new Error('connect ECONNREFUSED');
        return size === 3 ? { reject: 'no' } : {};
      },
    };
    /** Says what became of an object of so many bytes. */
    const scanner = (...others: CustomCheck[]): ((size: number) => Promise<string>) => {
      const mediaTypes = [testType({ hasSignature: () => true })];
      const inspection = new Inspection({ mediaTypes, customChecks: [...others, mine] });
      return (size) =>
        inspection.run(subjectOf(bytesOf(size), TYPE, withType()), new AbortController().signal).then(
          (result) => ('rejection' in result ? result.rejection.code : 'accepted'),
          (error: AirlockError) => error.code,
        );
    };
    const scanAll = async (sizes: readonly number[], scan = scanner()): Promise<string[]> => {
      const codes: string[] = [];
      for (const size of sizes) codes.push(await scan(size));
      return codes;
    };
    const undecidable = Array<string>(5).fill('undecidable');

    it('is taken to miss what it needs, from the sixth on', async () => {
      const outage = ['dependency-unavailable', 'dependency-unavailable'];
      expect(await scanAll([1, 1, 1, 1, 1, 1, 1])).toEqual([...undecidable, ...outage]);
    });

    it.each([
      [2, 'accepted'],
      [3, 'custom:mine'],
    ])('is believed again as soon as it answers', async (size, answer) => {
      const codes = await scanAll([1, 1, 1, 1, 1, 1, size, 1, 1, 1, 1, 1]);
      expect(codes).toEqual([...undecidable, 'dependency-unavailable', answer, ...undecidable]);
    });

    it('delays no other when crafted files are among those that it can cope with', async () => {
      const codes = await scanAll(Array.from({ length: 40 }, (_, at) => (at % 4 === 0 ? 2 : 1)));
      expect(new Set(codes)).toEqual(new Set(['accepted', 'undecidable']));
    });

    it('is counted by itself: that another check answers says nothing of what it needs', async () => {
      const other: CustomCheck = { name: 'other', inspect: async () => ({}) };
      const codes = await scanAll([1, 1, 1, 1, 1, 1], scanner(other));
      expect(codes).toEqual([...undecidable, 'dependency-unavailable']);
    });
  });

  it('that asks for more than its budget makes the object unverifiable', async () => {
    const claims = custom(async ({ reader }) => (await reader.tail(), {}), {
      reads: { requests: 0, bytes: 0 },
    });
    expect(await verdictOn(bytesOf(FIRST_READ_BYTES * 2), TYPE, claims)).toBe('unverifiable');
  });
});

it('throws what the source throws', async () => {
  const gone = new Error('changed');
  const checks = [check('reads', () => Promise.reject(gone))];
  await expect(verdictOn(bytesOf(50), TYPE, withType({ checks }))).rejects.toBe(gone);
});
