import type { CheckResult, Observer, Subject, WholeObjectCheck } from './check.js';

export interface PassResult {
  readonly name: string;
  readonly result: CheckResult;
  readonly milliseconds: number;
}

/** What an observer sees at a time, before others have their turn. */
const PIECE_BYTES = 16 * 1024;

/** Every byte once, for all who must see every byte. Stops where the first of them rejects what may not be. */
export async function* wholeObjectPass(
  checks: readonly WholeObjectCheck[],
  subject: Subject,
  isFinal: (result: CheckResult) => boolean,
): AsyncGenerator<PassResult> {
  const watchers = checks.map((check) => new Watcher(check.name, check.observe(subject)));
  for await (const slice of subject.reader.stream())
    for (let at = 0; at < slice.length; at += PIECE_BYTES) {
      const piece = slice.subarray(at, at + PIECE_BYTES);
      for (const watcher of watchers) {
        const result = await watcher.consume(piece);
        if (result === undefined) continue;
        yield { name: watcher.name, result, milliseconds: watcher.milliseconds };
        if (isFinal(result)) return;
      }
      await subject.pace.breathe();
    }
  for (const watcher of watchers) {
    const result = await watcher.finish();
    yield { name: watcher.name, result, milliseconds: watcher.milliseconds };
    if (isFinal(result)) return;
  }
}

class Watcher {
  milliseconds = 0;

  constructor(
    readonly name: string,
    private readonly observer: Observer,
  ) {}

  async consume(slice: Buffer): Promise<CheckResult | undefined> {
    const started = performance.now();
    const result = this.observer.consume(slice);
    const settled = result instanceof Promise ? await result : result;
    this.milliseconds += performance.now() - started;
    return settled ?? undefined;
  }

  async finish(): Promise<CheckResult> {
    const started = performance.now();
    const result = await this.observer.finish();
    this.milliseconds += performance.now() - started;
    return result;
  }
}
