/** Gives up on what stands still: its signal is aborted when nobody has fed it for that long, or by the caller's. */
export class Watchdog {
  private readonly controller = new AbortController();
  private timer: ReturnType<typeof setTimeout> | undefined;
  private readonly forward = () => this.controller.abort(this.caller?.reason);

  constructor(
    private readonly milliseconds: number,
    private readonly caller?: AbortSignal,
  ) {
    if (caller?.aborted) this.forward();
    else caller?.addEventListener('abort', this.forward, { once: true });
    this.feed();
  }

  get signal(): AbortSignal {
    return this.controller.signal;
  }

  feed(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(
      () => this.controller.abort(new Error(`nothing has moved for ${this.milliseconds / 1000} s`)),
      this.milliseconds,
    );
  }

  stop(): void {
    clearTimeout(this.timer);
    this.caller?.removeEventListener('abort', this.forward);
  }
}
