import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { genuineArchives } from './genuine/archives.js';
import { inspect, verdictOn } from './inspect.js';
import { ZIP } from './sample.js';
import { buildZip } from './zip-builder.js';

describe('genuine archives', () => {
  it.each(genuineArchives)('are accepted: $name', async (sample) => {
    const { result, isWithinShare } = await inspect(await sample.bytes(), sample.contentType);
    expect(result).toMatchObject({ contentType: ZIP, warnings: [] });
    expect(isWithinShare).toBe(true);
  });

  it.each([
    [
      'files of every system',
      [0, 3, 10, 19].map((madeBy, i) => ({
        name: `${i}`,
        content: 'x',
        externalAttributes: 0x81a40020,
        madeBy,
      })),
    ],
    [
      'folders of every system',
      [
        { name: 'a/', content: '', externalAttributes: 0x10 },
        { name: 'b/', content: '', externalAttributes: 0x41ed0010 },
      ],
    ],
    [
      '`./` in front of names',
      ['./', './a', './b/c'].map((name) => ({ name, content: name === './' ? '' : 'x' })),
    ],
    [
      'dots, blanks and colons within names',
      ['.gitignore', 'a. b.txt', 'v1.2./x', '12:30.log', '...a', 'note: b'].map((name) => ({
        name,
        content: 'x',
      })),
    ],
    [
      'a link to a neighbour',
      [
        { name: 'a', content: 'x' },
        { name: 'l', content: 'a', externalAttributes: 0xa1ff0000, madeBy: 19 },
      ],
    ],
  ])('may have %s', async (_, entries) => {
    expect(await verdictOn(buildZip(entries), ZIP)).toBe('accepted');
  });

  it('may hold programs, which is a warning with their number', async () => {
    const bytes = buildZip(['a.exe', 'b.LNK', 'c.js', 'd.txt'].map((name) => ({ name, content: 'x' })));
    const { result } = await inspect(bytes, ZIP);
    expect(result).toMatchObject({
      warnings: [{ code: 'archive-program', detail: expect.stringMatching(/: 2\.$/) }],
    });
  });

  it('are found under the name that Windows gives them', async () => {
    expect(await verdictOn(buildZip([]), 'application/x-zip-compressed')).toBe('accepted');
  });
});

describe('a policy that tolerates encryption', () => {
  const policy = { allow: ['encrypted'] } as const;
  const secret = { name: 'a.txt', content: 'secret', flags: 1, directory: { crc32: 1 }, local: { crc32: 1 } };

  it('gets a warning', async () => {
    const nested = { name: 'b.zip', content: buildZip([secret]) };
    const { result } = await inspect(buildZip([secret, nested]), ZIP, { policy });
    expect(result).toMatchObject({ warnings: [{ code: 'encrypted' }, { code: 'encrypted' }] });
  });

  it('still refuses what is behind it', async () => {
    const inner = buildZip([secret, { name: 'c.zip', content: 'x' }]);
    expect(await verdictOn(buildZip([{ name: 'b.zip', content: inner }]), ZIP, { policy })).toBe(
      'archive-bomb',
    );
  });

  it('does not follow a link that it cannot read', async () => {
    const link = { ...secret, externalAttributes: 0xa1ff0000 };
    expect(await verdictOn(buildZip([link]), ZIP, { policy })).toBe('unverifiable');
  });
});

describe('hostile archives', () => {
  it('are never a crash, however they were changed', async () => {
    const genuine = buildZip([
      { name: 'a.zip', content: buildZip([{ name: 'a', content: 'a' }]) },
      { name: 'l', content: 'a.zip', externalAttributes: 0xa1ff0000, descriptor: 'signed' },
    ]);
    await fc.assert(
      fc.asyncProperty(fc.nat(genuine.length - 1), fc.nat(255), async (at, byte) => {
        const bytes = Buffer.from(genuine);
        bytes[at] = byte;
        expect(typeof (await verdictOn(bytes, ZIP))).toBe('string');
      }),
      { numRuns: 80 },
    );
  });

  it('are refused wherever they are cut', async () => {
    const genuine = buildZip([
      { name: 'a', content: 'a' },
      { name: 'b', content: 'b' },
    ]);
    for (let length = 1; length < genuine.length; length++)
      expect(await verdictOn(genuine.subarray(0, length), ZIP)).not.toBe('accepted');
  });
});
