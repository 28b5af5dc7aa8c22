import { describe, expect, it } from '@jest/globals';
import { globSync, readFileSync } from 'node:fs';
import { basename, dirname, extname } from 'node:path';
import { MEDIA_TYPES } from '#checks';
import { inspect, verdictOn } from './inspect.js';

function typeOf(path: string): string {
  const extension = extname(path).slice(1).toLowerCase();
  const type = MEDIA_TYPES.find(({ extensions }) => extensions.includes(extension));
  if (type === undefined) throw new TypeError(`no media type for ${path}`);
  return type.mediaType;
}

describe('fixtures', () => {
  it.each(globSync('test/fixtures/accept/**/*.*'))(
    '%s is accepted, within its share of memory',
    async (path) => {
      const contentType = typeOf(path);
      const { result, isWithinShare } = await inspect(readFileSync(path), contentType, {
        filename: basename(path),
      });
      expect(result).toMatchObject({ contentType });
      expect(isWithinShare).toBe(true);
    },
  );

  it.each(globSync('test/fixtures/reject/*/*.*'))('%s is rejected', async (path) => {
    expect(await verdictOn(readFileSync(path), typeOf(path), { filename: basename(path) })).toBe(
      basename(dirname(path)),
    );
  });
});
