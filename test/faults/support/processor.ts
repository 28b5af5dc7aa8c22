import { readFile } from 'node:fs/promises';

/**
 * How long processes have waited for a processor so far, in milliseconds: their main threads, which answer. Linux says
 * it; elsewhere it counts as nothing, and who measures time needs a machine to itself.
 */
export async function waitedMilliseconds(pids: readonly number[]): Promise<number> {
  if (process.platform !== 'linux') return 0;
  const waits = await Promise.all(pids.map(async (pid) => readFile(`/proc/${pid}/schedstat`, 'utf8')));
  return waits.reduce((sum, text) => sum + Number(text.split(' ')[1]) / 1e6, 0);
}
