import { parseArgs, type ParseArgsConfig } from 'node:util';

/** What a mistake in the command line exits with. */
export const MISUSED = 2;

/**
 * The options and the names of one of our commands; `--help` prints how it is used and ends the process, and so does what
 * is no option of it, with exit code 2.
 */
export function commandLine<const Options extends NonNullable<ParseArgsConfig['options']>>(
  usage: string,
  options: Options,
) {
  try {
    const all = { ...options, help: { type: 'boolean' } } as const;
    const parsed = parseArgs({ allowPositionals: true, options: all });
    if ('help' in parsed.values && parsed.values.help) {
      process.stdout.write(`${usage}\n`);
      process.exit(0);
    }
    return parsed;
  } catch (error) {
    return misused(usage, error);
  }
}

export function misused(usage: string, reason?: unknown): never {
  const said = reason instanceof Error ? `${reason.message}\n\n` : '';
  process.stderr.write(`${said}${usage}\n`);
  process.exit(MISUSED);
}

/** What went wrong that is the caller's to mend: one line, no stack. */
export function oneLine(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return 'code' in error && error.code === 'ENOENT' && 'path' in error
    ? `there is no file ${String(error.path)}`
    : error.message;
}
