import { describe, expect, it } from '@jest/globals';
import { NameReader } from './name-reader.js';
import { KNOWN_NAMES } from './names.js';

function read(text: string): string {
  const reader = new NameReader();
  reader.start();
  for (const byte of Buffer.from(text, 'latin1')) reader.push(byte);
  return reader.end();
}

describe('NameReader', () => {
  it.each(KNOWN_NAMES)('knows %s, and not what it begins', (name) => {
    expect([read(name), read(`${name}\x01`)]).toEqual([name, '']);
  });

  it.each(KNOWN_NAMES)('knows %s behind escapes', (name) => {
    const escaped = [...Buffer.from(name)].map((byte) => `#${byte.toString(16)}`).join('');
    expect([read(escaped), read(escaped.toUpperCase())]).toEqual([name, name]);
  });

  it('ends a name at an escaped NUL, as readers written in C do', () => {
    expect(read('JS#00anything#4a')).toBe('JS');
  });

  it.each(['J#', 'J#5', 'J#5S', 'J#zzS', '#', '##4aS', 'js', ''])('does not know %j', (text) => {
    expect(read(text)).toBe('');
  });
});
