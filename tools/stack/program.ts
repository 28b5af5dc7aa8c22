/** A process of the stack, and how one knows that it works. */
export interface Program {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
  /** How long it may take to stop, before it is killed. */
  readonly stopMilliseconds?: number;
  /** Asked again and again after each start, until it is true. What it throws counts as not yet. */
  isReady(signal: AbortSignal): Promise<boolean>;
  /** What must be done each time it has become ready, before anybody may use it. */
  prepare?(signal: AbortSignal): Promise<void>;
  /** What is left to remove when it has stopped for good. */
  tidy?(): Promise<void>;
}

/** A line that a program wrote, or that is about it. */
export type Log = (program: string, line: string) => void;

/**
 * Runs in the child before the app. Its standard input is a pipe on which nothing ever comes: it ends when the parent
 * is gone, however hard that was killed, and then so must the child be. The delay is for an app that will not drain.
 */
const TETHER = `
process.stdin.on('error', () => {}).on('end', () => {
  process.kill(process.pid, 'SIGTERM');
  setTimeout(() => process.exit(1), 30_000).unref();
}).resume().unref();
`;

/** Node with a script of the build, tethered to this process. */
export function nodeProgram(...script: readonly string[]): Pick<Program, 'command' | 'args'> {
  return {
    command: process.execPath,
    args: ['--import', `data:text/javascript,${encodeURIComponent(TETHER)}`, ...script],
  };
}

/** An HTTP answer that is a success: the readiness probe of an app. */
export async function answersOk(url: string, signal: AbortSignal): Promise<boolean> {
  const response = await fetch(url, { signal });
  await response.body?.cancel();
  return response.ok;
}
