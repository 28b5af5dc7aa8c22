import { isRejection } from '#core';
import { refuse, type Check } from '../../inspection/check.js';
import { webmFile } from './segment.js';
import { AUDIO_TRACK, VIDEO_TRACK, type Track } from './tracks.js';

/** WebM Container Guidelines: these, and WebVTT. Anything else is Matroska, whatever it says. H.264 is what Chrome records. */
const CODEC =
  /^(?:V_VP8|V_VP9|V_AV1|V_MPEG4\/ISO\/AVC|V_MPEGH\/ISO\/HEVC|A_VORBIS|A_OPUS|A_PCM\/FLOAT\/IEEE|D_WEBVTT\/.*|S_TEXT\/WEBVTT)$/;

/** RFC 9559, 5.1.4.1.21: what a codec is for, its name begins with. */
const isOfItsKind = ({ type, codec }: Track): boolean =>
  type === VIDEO_TRACK
    ? codec.startsWith('V')
    : type === AUDIO_TRACK
      ? codec.startsWith('A')
      : /^[SD]/.test(codec);

/** A WebM file, not any Matroska; as sound, one without pictures. A browser calls every .webm a video. */
export function webmKind(mediaType: 'video/webm' | 'audio/webm'): Check {
  return {
    name: 'webm',
    reads: 'the elements',
    codes: ['embedded-object', 'malformed', 'polyglot', 'truncated', 'type-mismatch', 'unverifiable'],
    async run(subject) {
      const file = await webmFile(subject);
      if (isRejection(file)) return { rejection: file };
      const hasVideo = file.tracks.some(({ type }) => type === VIDEO_TRACK);
      const hasAudio = file.tracks.some(({ type }) => type === AUDIO_TRACK);
      const isWebm =
        file.docType === 'webm' &&
        file.tracks.every((track) => CODEC.test(track.codec) && isOfItsKind(track));
      const contentType = !isWebm ? 'video/x-matroska' : hasVideo ? 'video/webm' : 'audio/webm';
      if (isWebm && (hasAudio || hasVideo) && (mediaType === 'video/webm' || !hasVideo))
        return { found: { contentType: mediaType } };
      return { ...refuse('type-mismatch', `The recording is not ${mediaType}.`), found: { contentType } };
    },
  };
}
