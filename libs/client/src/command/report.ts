import { AirlockError } from '../airlock-error.js';

/** Somewhere to write: a terminal, a file, a test. */
export interface Out {
  readonly isTTY?: boolean;
  write(text: string): unknown;
}

/** What a command tells: to people, or with `--json` a line for each file. */
export class Report {
  private lastPercent = -1;

  constructor(
    private readonly isJson: boolean,
    private readonly out: Out,
    private readonly errors: Out,
  ) {}

  /** On a terminal one line, written over and over. */
  progress(name: string, percent: number): void {
    if (this.errors.isTTY !== true || percent === this.lastPercent) return;
    this.lastPercent = percent;
    this.errors.write(`\r\u001b[K${percent === 100 ? '' : `${name} ${percent} %`}`);
  }

  say(text: string, fields: object): void {
    this.out.write(`${this.isJson ? JSON.stringify(fields) : text}\n`);
  }

  fail(about: string, error: unknown): void {
    const message = error instanceof Error ? error.message : String(error);
    const code = error instanceof AirlockError ? error.code : undefined;
    if (this.isJson) this.out.write(`${JSON.stringify({ about, error: { code, message } })}\n`);
    else this.errors.write(`${about}: ${message}${code === undefined ? '' : ` (${code})`}\n`);
  }
}
