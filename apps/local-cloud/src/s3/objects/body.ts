import type { Readable } from 'node:stream';

/** Bytes that several objects (copies) and several readers share; deleted when nobody holds them any more. */
export class Body {
  private holders = 1;

  constructor(
    private readonly open: (start: number, end: number) => Readable,
    private readonly remove: () => Promise<void>,
  ) {}

  hold(): this {
    this.holders += 1;
    return this;
  }

  release(): void {
    this.holders -= 1;
    // Failing to delete a temporary file harms nobody: the whole directory goes at the end.
    if (this.holders === 0) void this.remove().catch(() => undefined);
  }

  /** Both ends included. The reader keeps the bytes alive, whatever happens to the object meanwhile. */
  read(start: number, end: number): Readable {
    this.hold();
    return this.open(start, end).once('close', () => this.release());
  }
}
