type Kind = 'audio' | 'video' | 'text' | 'skeleton';

/** wiki.xiph.org, MIME Types and File Extensions: how the first packet of each codec begins. */
const CODECS: readonly [start: string, kind: Kind][] = [
  ['\x01vorbis', 'audio'],
  ['OpusHead', 'audio'],
  ['\x7fFLAC', 'audio'],
  ['Speex   ', 'audio'],
  ['PCM     ', 'audio'],
  ['\x80theora', 'video'],
  ['BBCD\0', 'video'],
  ['OVP80', 'video'],
  ['\x80kate\0\0\0', 'text'],
  ['CMML\0\0\0\0', 'text'],
  ['fishead\0', 'skeleton'],
];

/** What follows a track's first packet before its sound or pictures; at least a comment, everywhere but in Dirac. */
const HEADER_PACKETS: readonly [start: string, packets: number][] = [
  ['\x01vorbis', 3],
  ['\x80theora', 3],
  ['BBCD\0', 1],
];
const USUAL_HEADER_PACKETS = 2;

/** Of a track with sound or pictures, its first packet included; undefined for any other. */
export function headerPacketsOf(packet: Buffer): number | undefined {
  const kind = codecOf(packet);
  if (kind !== 'audio' && kind !== 'video') return undefined;
  const [, packets = USUAL_HEADER_PACKETS] =
    HEADER_PACKETS.find(([start]) => packet.toString('latin1', 0, start.length) === start) ?? [];
  // Xiph, Ogg FLAC mapping 1.0: it says how many more there are; zero, that it does not know.
  const said = packet.toString('latin1', 1, 5) === 'FLAC' && packet.length >= 9 ? packet.readUInt16BE(7) : 0;
  return said === 0 ? packets : said + 1;
}

export const codecOf = (packet: Buffer): Kind | undefined =>
  CODECS.find(([start]) => packet.toString('latin1', 0, start.length) === start)?.[1];
