import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readPolicies } from './read-policies.js';

let directory: string;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'airlock-policies-'));
});
afterAll(() => rm(directory, { recursive: true }));

async function file(content: string): Promise<string> {
  const path = join(directory, 'policies.json');
  await writeFile(path, content);
  return path;
}

describe('readPolicies', () => {
  it('reads the file of the project', async () => {
    expect((await readPolicies('policies.json')).get('documents')).toMatchObject({ name: 'documents' });
  });

  it.each([
    ['is not JSON', 'policies:', /is not JSON/],
    ['has no policies', '{}', /the policies are invalid/],
    ['lacks the default', '{"policies":[{"name":"a","maxBytes":1,"contentTypes":["a/b"]}]}', /documents/],
  ])('refuses a file that %s', async (_, content, message) => {
    await expect(readPolicies(await file(content))).rejects.toMatchObject({
      code: 'configuration-invalid',
      message: expect.stringMatching(message),
    });
  });

  it('names the file that is not there', async () => {
    await expect(readPolicies(join(directory, 'none.json'))).rejects.toMatchObject({
      code: 'configuration-invalid',
      message: expect.stringMatching(/none\.json cannot be read/),
    });
  });
});
