import type { Pace } from '../../reading/pace.js';
import { headerPacketsOf } from './codecs.js';
import { pageAt, type Page } from './page.js';

interface Track {
  headersLeft: number;
  /** Of the packet that goes on with the track's next page. */
  openBytes: number;
}

/** Is there a packet behind the headers of a track with sound or pictures, as far as these bytes go? */
export async function hasMedia(bytes: Buffer, pace: Pace): Promise<boolean> {
  const tracks = new Map<number, Track>();
  for (let at = 0; at < bytes.length;) {
    const page = pageAt(bytes, at);
    if (page === undefined || page === 'cut') return false;
    const headers = page.isFirst ? headerPacketsOf(page.content) : undefined;
    if (headers !== undefined) tracks.set(page.serial, { headersLeft: headers, openBytes: 0 });
    const track = tracks.get(page.serial);
    if (track !== undefined && endsMedia(track, page)) return true;
    at += page.bytes;
    await pace.breathe();
  }
  return false;
}

/** RFC 3533, 5: a packet of no bytes says nothing. */
function endsMedia(track: Track, page: Page): boolean {
  for (const length of page.lacing) {
    track.openBytes += length;
    if (length === 255) continue;
    if (track.openBytes > 0 && track.headersLeft-- === 0) return true;
    track.openBytes = 0;
  }
  return false;
}
