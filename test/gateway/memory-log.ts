import type { LoggerService } from '@nestjs/common';

/** Keeps what is logged. */
export class MemoryLog implements LoggerService {
  readonly lines: { level: string; context: unknown; message: unknown }[] = [];
  log = (message: unknown, context?: unknown) => void this.lines.push({ level: 'log', context, message });
  error = (message: unknown, ...rest: unknown[]) =>
    void this.lines.push({ level: 'error', context: rest.at(-1), message });
  warn = (message: unknown, context?: unknown) => void this.lines.push({ level: 'warn', context, message });
  debug = (message: unknown, context?: unknown) => void this.lines.push({ level: 'debug', context, message });
  of = (context: string) => this.lines.filter((line) => line.context === context);
}
