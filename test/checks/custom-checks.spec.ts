import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { loadCustomChecks } from '#checks';

describe('custom checks from modules', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'airlock-checks-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  async function aModule(name: string, source: string): Promise<string> {
    const path = join(folder, `${name}.mjs`);
    await writeFile(path, source);
    return path;
  }
  const aCheck = (name: string): string => `{ name: '${name}', inspect: async () => ({ reject: 'no' }) }`;

  it('are one of a module, or several', async () => {
    const one = await aModule('one', `export default ${aCheck('first')}`);
    const several = await aModule('several', `export default [${aCheck('second')}, ${aCheck('third')}]`);
    const names = (await loadCustomChecks([one, several])).map(({ name }) => name);
    expect(names).toEqual(['first', 'second', 'third']);
  });

  it('are none without configuration', async () => {
    expect(await loadCustomChecks([])).toEqual([]);
  });

  it('are refused with every problem at once', async () => {
    const modules = await Promise.all([
      aModule('nameless', 'export default { inspect() {} }'),
      aModule('misnamed', 'export default { name: "No Spaces", inspect() {} }'),
      aModule('idle', 'export default { name: "idle" }'),
      aModule('empty', 'export const check = 1'),
      aModule('twice', `export default [${aCheck('same')}, ${aCheck('same')}]`),
      aModule('broken', 'export default ('),
    ]);
    const loading = loadCustomChecks([...modules, join(folder, 'missing.mjs')]);
    await expect(loading).rejects.toMatchObject({ code: 'configuration-invalid' });
    const error = await loading.catch((reason: unknown) => reason as Error);
    for (const name of ['nameless', 'misnamed', 'idle', 'empty', 'twice', 'broken', 'missing'])
      expect((error as Error).message).toContain(`${name}.mjs`);
  });
});
