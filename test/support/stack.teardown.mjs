import { rmSync } from 'node:fs';
import { dirname } from 'node:path';

export default async () => {
  const { stack, file, leaks } = globalThis.airlockStack ?? {};
  if (stack === undefined) return;
  const isClean = await stack.stop();
  await new Promise((resolve) => file.end(resolve));
  const isDiscreet = leaks.length === 0;
  if (isClean && isDiscreet && !globalThis.airlockTestsFailed)
    return rmSync(dirname(file.path), { recursive: true });
  process.stderr.write(`what the stack logged is in ${file.path}\n`);
  if (!isDiscreet) throw new Error(`a log has secrets in it:\n${leaks.slice(0, 10).join('\n')}`);
  if (!isClean) throw new Error('a program of the stack had to be killed');
};
