import { isRejection } from '#core';
import { refuse, type Check } from '../../inspection/check.js';
import { movie, type Movie } from './read-movie.js';

const VIDEO = 'video/mp4';
const AUDIO = 'audio/mp4';
const QUICKTIME = 'video/quicktime';

const AUDIO_BRANDS = ['M4A ', 'M4B ', 'M4P ', 'F4A ', 'F4B '];
/** mp4ra.org: families of brands that players take for MP4. */
const MP4_BRAND =
  /^(?:iso[2-9a-z]|isom|mp4[12]|avc1|hvc1|hev1|av01|M4V.|MSNV|dash|cmf.|3g[a-z0-9]{2}|mmp4|f4v |F4V |dby1|nd[a-z0-9]{2}|XAVC)$/;
/** Pictures, and cameras' raw files: boxes all the same. */
const PICTURE_BRAND = /^(?:hei[cxms]|hev[cxms]|mif1|msf1|miaf|avi[fs]|jp2 |jpx |jpm |mjp2|crx )$/;

/** The brands and tracks are those of the declared type. A browser calls every .mp4 a video, so one may be without pictures. */
export function movieKind(mediaType: typeof VIDEO | typeof AUDIO | typeof QUICKTIME): Check {
  return {
    name: 'movie',
    reads: 'the boxes',
    codes: [
      'external-reference',
      'malformed',
      'polyglot',
      'script',
      'truncated',
      'type-mismatch',
      'unverifiable',
    ],
    async run(subject) {
      const found = await movie(subject);
      if (isRejection(found)) return { rejection: found };
      const contentType = kindOf(found);
      const isAudioAsVideo = mediaType === VIDEO && contentType === AUDIO;
      if (contentType === mediaType || isAudioAsVideo) return { found: { contentType: mediaType } };
      return { ...refuse('type-mismatch', `The recording is not ${mediaType}.`), found: { contentType } };
    },
  };
}

function kindOf({ brands, handlers }: Movie): string | undefined {
  const [major] = brands;
  const hasSound = handlers.includes('soun');
  const hasPictures = handlers.some(
    (handler) => handler === 'vide' || handler === 'pict' || handler === 'auxv',
  );
  if (!hasSound && !hasPictures) return undefined;
  if (major === undefined || major === 'qt  ') return QUICKTIME;
  if (PICTURE_BRAND.test(major)) return undefined;
  if (AUDIO_BRANDS.includes(major)) return AUDIO;
  if (!brands.some((brand) => MP4_BRAND.test(brand))) return undefined;
  return hasPictures ? VIDEO : AUDIO;
}
