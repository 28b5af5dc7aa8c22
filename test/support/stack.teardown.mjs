import { rmSync } from 'node:fs';
import { dirname } from 'node:path';

const MAX_SHOWN = 10;

/** What goes wrong here is one more failure of the run: Jest, told by an exception, would not say how many passed. */
export default async () => {
  const { stack, file, leaks } = globalThis.airlockStack ?? {};
  if (stack === undefined) return;
  const isClean = await stack.stop();
  await new Promise((resolve) => file.end(resolve));
  const problems = [
    ...(isClean ? [] : ['a program of the stack had to be killed']),
    ...(leaks.length === 0 ? [] : [`the log has secrets in it:\n${leaks.slice(0, MAX_SHOWN).join('\n')}`]),
  ];
  if (problems.length === 0 && !globalThis.airlockTestsFailed)
    return rmSync(dirname(file.path), { recursive: true });
  process.stderr.write([...problems, `what the stack logged is in ${file.path}\n`].join('\n'));
  globalThis.airlockStackProblems = problems.length;
  if (problems.length > 0) process.exitCode = 1;
};
