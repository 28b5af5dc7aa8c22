import type { Log } from './program.js';

const NAME_WIDTH = 9;
/** ANSI colours, one for each program in the order of their first line. */
const COLOURS = [36, 33, 32, 35, 34, 31];

/** Lines on a stream, each behind the name of its program; in colour on a terminal. */
export function printed(stream: NodeJS.WriteStream | NodeJS.WritableStream): Log {
  const colours = new Map<string, number>();
  const isTerminal = 'isTTY' in stream && stream.isTTY;
  return (program, line) => {
    const prefix = `${program.padEnd(NAME_WIDTH)} |`;
    if (!colours.has(program)) colours.set(program, COLOURS[colours.size % COLOURS.length] ?? 0);
    const shown = isTerminal ? `\u001b[${colours.get(program) ?? 0}m${prefix}\u001b[0m` : prefix;
    stream.write(`${shown} ${line}\n`);
  };
}
