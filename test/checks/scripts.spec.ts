import { Script } from 'node:vm';
import { describe, expect, it } from '@jest/globals';
import { scriptAttacks, type ScriptEncoding } from './attacks/scripts.js';
import { genuineImages } from './genuine/images.js';

/** Whether V8 takes it for a program, in the encoding that a page would say. */
function isProgram(bytes: Buffer, encoding: ScriptEncoding): boolean {
  try {
    new Script(new TextDecoder(encoding).decode(bytes));
    return true;
  } catch {
    return false;
  }
}

describe('pictures and sound that are scripts as well', () => {
  it.each(scriptAttacks)('run in V8: $contentType $name', async (attack) => {
    expect(isProgram(await attack.bytes(), attack.encoding)).toBe(true);
  });

  it('are none of the genuine ones, for V8 neither', async () => {
    for (const image of genuineImages.filter(({ name }) => !name.includes('large'))) {
      const bytes = await image.bytes();
      const encodings = (['latin1', 'utf-8', 'utf-16le'] as const).filter((encoding) =>
        isProgram(bytes, encoding),
      );
      expect([image.name, encodings]).toEqual([image.name, []]);
    }
  });
});
