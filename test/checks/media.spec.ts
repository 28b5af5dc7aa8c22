import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { FIRST_READ_BYTES } from '#checks';
import { WHOLE } from './attacks/media.js';
import { inspect, verdictOn } from './inspect.js';
import {
  APE_TAG,
  box,
  buildMovie,
  buildMp3,
  buildWave,
  buildWebm,
  chunk,
  cluster,
  FORMAT,
  ID3V1,
  id3v2,
  largeBox,
  mpegFrame,
} from './media-builder.js';

const MIB = 1024 * 1024;
const fixture = (name: string): Buffer => readFileSync(`test/fixtures/accept/media/${name}`);
const zeros = (bytes: number): Buffer => Buffer.alloc(bytes);

describe('genuine recordings', () => {
  it.each<[string, string, () => Buffer]>([
    ['a movie header last', 'video/mp4', () => buildMovie({ isHeaderLast: true })],
    ['64-bit sizes', 'video/mp4', () => buildMovie({ mdat: largeBox('mdat', 900_000) })],
    [
      'a recording up to the end',
      'video/mp4',
      () => {
        const mdat = box('mdat', zeros(900));
        mdat.writeUInt32BE(0, 0);
        return buildMovie({ mdat });
      },
    ],
    ['a box of the camera', 'video/mp4', () => Buffer.concat([buildMovie(), box('sefd', 'maker')])],
    ['zeros at the end', 'video/mp4', () => Buffer.concat([buildMovie(), zeros(512)])],
    ['sound alone, as a browser declares .mp4', 'video/mp4', () => buildMovie({ handlers: ['soun'] })],
    [
      'chapters with pictures',
      'audio/mp4',
      () => buildMovie({ brands: ['M4B ', 'isom'], handlers: ['soun', 'vide', 'text'] }),
    ],
    ['no type of its own', 'video/quicktime', () => buildMovie({ brands: [] })],
    [
      'a live recording',
      'video/webm',
      () =>
        buildWebm({ segment: 'unknown', clusters: Buffer.concat([cluster('unknown'), cluster('unknown')]) }),
    ],
    ['sound alone, as a browser declares .webm', 'video/webm', () => buildWebm({ tracks: [[2, 'A_OPUS']] })],
    [
      'chunks of an editor',
      'audio/wav',
      () =>
        buildWave([
          chunk('bext', zeros(602)),
          chunk('JUNK', 'odd'),
          FORMAT,
          chunk('data', zeros(600)),
          chunk('LIST', 'INFO'),
        ]),
    ],
    [
      'no padding behind an odd chunk',
      'audio/wav',
      () =>
        buildWave([
          FORMAT,
          Buffer.concat([chunk('data', zeros(601)).subarray(0, -1), chunk('LIST', 'INFO')]),
        ]),
    ],
    ['every tag', 'audio/mpeg', () => Buffer.concat([id3v2(5000), buildMp3(), APE_TAG, ID3V1])],
    [
      'a cover larger than a first read',
      'audio/mpeg',
      () => Buffer.concat([id3v2(FIRST_READ_BYTES * 2), buildMp3(2000), ID3V1]),
    ],
    ['zeros behind the last frame', 'audio/mpeg', () => Buffer.concat([buildMp3(), zeros(700)])],
    ['one second of sound', 'audio/mpeg', () => mpegFrame()],
  ])('are accepted with %s', async (_, contentType, bytes) => {
    const { result } = await inspect(bytes(), contentType);
    expect(result).toMatchObject({ contentType, warnings: [] });
  });

  it('of a stream that nobody finished are accepted with a warning', async () => {
    const pages = fixture('ffmpeg-theora.ogv');
    const { result } = await inspect(pages.subarray(0, pages.lastIndexOf('OggS')), 'video/ogg');
    expect(result).toMatchObject({ warnings: [{ code: 'unfinished-recording' }] });
  });
});

describe('an MP3', () => {
  const LONG = buildMp3(2_000);
  it.each([
    ['behind zeros', Buffer.concat([Buffer.alloc(5_000), buildMp3(20)])],
    [
      'behind zeros and the rest of a frame',
      Buffer.concat([Buffer.alloc(200), Buffer.alloc(20, 7), buildMp3(20)]),
    ],
    [
      'behind a tag and what is left of a longer one',
      Buffer.concat([id3v2(100), Buffer.from('TIT2test'), buildMp3(3)]),
    ],
    ['behind a tag and 6,000 other bytes', Buffer.concat([id3v2(100), Buffer.alloc(6_000, 9), LONG])],
  ])('is accepted %s', async (_, bytes) => {
    expect((await inspect(bytes, 'audio/mpeg')).result).toMatchObject({ warnings: [] });
  });

  it.each([
    ['a short one', buildMp3(20)],
    ['a long one', LONG],
  ])('is accepted with a warning when its last frame is cut short: %s', async (_, bytes) => {
    for (const missing of [1, 3, 100]) {
      const { result } = await inspect(bytes.subarray(0, -missing), 'audio/mpeg');
      expect(result).toMatchObject({ warnings: [{ code: 'unfinished-recording' }] });
    }
  });
});

describe('a WAVE', () => {
  it('is accepted with a tag that its size leaves out', async () => {
    const bytes = Buffer.concat([fixture('ffmpeg-pcm.wav'), chunk('id3 ', 'a tag!')]);
    expect(await verdictOn(bytes, 'audio/wav')).toBe('accepted');
  });

  it('is refused with a chunk that nobody knows, which its size leaves out', async () => {
    const bytes = Buffer.concat([fixture('ffmpeg-pcm.wav'), chunk('EVIL', 'a page')]);
    expect(await verdictOn(bytes, 'audio/wav')).toBe('polyglot');
  });
});

describe('hostile recordings', () => {
  it.each(WHOLE)('are refused wherever %s is cut', async (name, contentType) => {
    const genuine = fixture(name);
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: genuine.length - 1 }), async (length) => {
        const { result } = await inspect(genuine.subarray(0, length), contentType);
        // Cut between two pages, blocks or frames it is a shorter recording, and whole.
        if (!('rejection' in result))
          expect([
            'video/ogg',
            'audio/ogg',
            'audio/mpeg',
            'video/mp4',
            'audio/webm',
            'video/webm',
            'audio/flac',
          ]).toContain(contentType);
        else expect(result.rejection.code).not.toBe('polyglot');
      }),
      { numRuns: 60 },
    );
  });

  it.each(WHOLE)('are never a crash, however %s was changed', async (name, contentType) => {
    const genuine = fixture(name);
    await fc.assert(
      fc.asyncProperty(fc.nat(genuine.length - 1), fc.nat(255), async (at, byte) => {
        const bytes = Buffer.from(genuine);
        bytes[at] = byte;
        expect(typeof (await verdictOn(bytes, contentType))).toBe('string');
      }),
      { numRuns: 50 },
    );
  });

  it.each(WHOLE)('are not hidden behind or before %s', async (name, contentType) => {
    for (const [other] of WHOLE) {
      // Recordings in Ogg may be chained, and one without pictures may follow one with.
      if (other === name || (name.endsWith('.ogv') && other.endsWith('.ogg'))) continue;
      const verdict = await verdictOn(Buffer.concat([fixture(name), fixture(other)]), contentType);
      expect([other, verdict]).not.toEqual([other, 'accepted']);
    }
  });
});

describe('what is read of a recording', () => {
  it.each<[string, string, number, () => Buffer]>([
    [
      'a movie of 64 MiB with its header last',
      'video/mp4',
      3,
      () => buildMovie({ isHeaderLast: true, mdat: largeBox('mdat', 64 * MIB) }),
    ],
    ['a WebM of 64 MiB', 'video/webm', 2, () => buildWebm({ clusters: cluster('known', 300_000) })],
    ['a WAVE of 64 MiB', 'audio/wav', 2, () => buildWave([FORMAT, chunk('data', zeros(64 * MIB))])],
    ['an MP3 of 64 MiB', 'audio/mpeg', 2, () => buildMp3(160_000)],
  ])('is little: %s', async (_, contentType, requests, bytes) => {
    const { result, source } = await inspect(bytes(), contentType);
    expect(result).toMatchObject({ contentType });
    expect(source.requests.length).toBeLessThanOrEqual(requests);
    expect(source.requests.reduce((sum, { length }) => sum + length, 0)).toBeLessThan(200_000);
  });

  it('is a stream over the rest once there are too many parts to hop over', async () => {
    const fragments = Array.from({ length: 200 }, () => [
      box('moof', zeros(100)),
      box('mdat', zeros(40_000)),
    ]).flat();
    const { result, source } = await inspect(buildMovie({ mdat: Buffer.concat(fragments) }), 'video/mp4');
    expect(result).toMatchObject({ contentType: 'video/mp4' });
    expect(source.requests.length).toBeLessThan(56);
  });

  it('shows a cut after any number of parts', async () => {
    const fragments = Array.from({ length: 200 }, () => [
      box('moof', zeros(100)),
      box('mdat', zeros(40_000)),
    ]).flat();
    const bytes = buildMovie({ mdat: Buffer.concat(fragments) });
    expect(await verdictOn(bytes.subarray(0, -1), 'video/mp4')).toBe('truncated');
  });
});
