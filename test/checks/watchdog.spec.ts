import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { setImmediate } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { findMediaType, MEDIA_TYPES } from '#checks';
import { MAX_ATTEMPTS } from './inspect.js';
import { MAX_BLOCKED_MILLISECONDS, watch } from './watchdog.js';
import { worstFiles } from './worst/index.js';

const FROM_SOURCE = [
  '--conditions=source',
  '--experimental-transform-types',
  '--disable-warning=ExperimentalWarning',
  '--import=./test/support/typescript.mjs',
];
/** A rejection's code, or the media type of what is accepted; an error's first word is a capital. */
const CODE_OR_TYPE = /^[a-z][\w.+/-]*$/;

/** Of the thread, without a turn for anybody else; by both clocks, as the one of CPU time goes in ticks. */
function use(milliseconds: number): void {
  const start = process.threadCpuUsage();
  const end = performance.now() + milliseconds;
  for (let used = 0; used < milliseconds * 1000 || performance.now() < end;) {
    const { user, system } = process.threadCpuUsage(start);
    used = user + system;
  }
}

describe('the watchdog', () => {
  it('sees who blocks the event loop', async () => {
    const { blockedMilliseconds } = await watch(async () => {
      await setImmediate();
      use(40);
      await Promise.resolve();
      use(40);
      await setImmediate();
    });
    expect(blockedMilliseconds).toBeGreaterThan(80);
  });

  it('sees who blocks it before the first turn and after the last', async () => {
    const first = await watch(async () => use(40));
    expect(first.blockedMilliseconds).toBeGreaterThanOrEqual(40);
    const last = await watch(() => setImmediate().then(() => use(40)));
    expect(last.blockedMilliseconds).toBeGreaterThanOrEqual(40);
  });

  it('lets work be that is cut into turns', async () => {
    let least = Infinity;
    // A worker of Jest may collect garbage meanwhile.
    for (let attempts = 0; least >= 40 && attempts < MAX_ATTEMPTS; attempts++) {
      const { blockedMilliseconds } = await watch(async () => {
        for (let turns = 0; turns < 20; turns++) {
          use(5);
          await setImmediate();
        }
      });
      least = Math.min(least, blockedMilliseconds);
    }
    expect(least).toBeLessThan(40);
  });
});

describe('the files that cost most to look at', () => {
  let watching: ChildProcess;
  let lines: AsyncIterator<string>;
  beforeAll(() => {
    watching = spawn(process.execPath, [...FROM_SOURCE, 'test/checks/worst/watch.ts'], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    lines = createInterface({ input: watching.stdout! })[Symbol.asyncIterator]();
  });
  afterAll(() => void watching.kill());

  /** They come in the order of the list; of those that are not asked for, nobody waits. */
  async function outcomeOf(file: string): Promise<string> {
    for (;;) {
      const { value, done } = (await lines.next()) as IteratorResult<string, undefined>;
      if (done === true) throw new Error('the process that watches ended too soon');
      const { name, contentType, outcome } = JSON.parse(value) as Record<string, string>;
      if (`${contentType} ${name}` === file) return outcome ?? '';
    }
  }

  it('are of every media type', () => {
    const types = new Set(worstFiles().map(({ contentType }) => findMediaType(contentType)?.mediaType));
    expect(types).toEqual(new Set(MEDIA_TYPES.map(({ mediaType }) => mediaType)));
  });

  it.each(worstFiles().map((file) => [file.contentType.split(/[./]/).at(-1), file.name, file] as const))(
    `%s: %s: is decided, and blocks nobody for ${MAX_BLOCKED_MILLISECONDS} ms`,
    async (_type, _name, { name, contentType }) => {
      expect(await outcomeOf(`${contentType} ${name}`)).toMatch(CODE_OR_TYPE);
    },
  );
});
