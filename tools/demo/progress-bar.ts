const WIDTH = 30;
const NAME_WIDTH = 26;

/** One line that is drawn over and over on a terminal; elsewhere it is written once, when it is complete. */
export class ProgressBar {
  constructor(
    private readonly out: NodeJS.WriteStream,
    private readonly name: string,
    private readonly total: number,
  ) {}

  update(bytes: number): void {
    if (this.out.isTTY) this.out.write(`\r${this.line(bytes)}`);
  }

  /** @param ending what became of it, at the line's end */
  done(bytes: number, ending: string): void {
    this.out.write(`${this.out.isTTY ? '\r' : ''}${this.line(bytes)} ${ending}\n`);
  }

  private line(bytes: number): string {
    const fraction = this.total === 0 ? 0 : Math.min(1, bytes / this.total);
    const filled = Math.round(fraction * WIDTH);
    const bar = '█'.repeat(filled) + '░'.repeat(WIDTH - filled);
    return `${this.name.padEnd(NAME_WIDTH)} ${bar} ${String(Math.round(fraction * 100)).padStart(3)} %`;
  }
}
